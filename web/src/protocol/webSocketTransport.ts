import { serverUrl } from "./rest.ts";
import { closeCode, framesIn, type Opener } from "./transport.ts";

/** Opening takes longer than this only where something in between swallows WebSockets. */
const OPEN_MS = 8_000;

/** A WebSocket at `v1/ws`: JSON in text messages, several frames in one separated by newlines. */
export const openWebSocket: Opener = (hello, listener) => {
  const socket = new WebSocket(webSocketUrl(), ["parley.v1"]);
  let done = false;

  const end = (code: number) => {
    if (done) return;
    done = true;
    clearTimeout(deadline);
    listener.closed(code);
  };
  const deadline = setTimeout(() => {
    end(closeCode.lost);
    socket.close();
  }, OPEN_MS);

  socket.onopen = () => {
    clearTimeout(deadline);
    if (!done) socket.send(JSON.stringify(hello));
  };
  socket.onmessage = (message: MessageEvent<unknown>) => {
    if (done || typeof message.data !== "string") return;
    for (const frame of framesIn(message.data)) listener.frame(frame);
  };
  socket.onclose = (close) => end(close.code);

  return {
    name: "websocket",
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: () => {
      done = true;
      clearTimeout(deadline);
      socket.close(closeCode.normal);
    },
  };
};

/** Whether WebSockets get through by now; opens one and closes it at once. */
export function webSocketsWork(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(webSocketUrl(), ["parley.v1"]);
    const deadline = setTimeout(() => {
      resolve(false);
      socket.close();
    }, OPEN_MS);
    socket.onopen = () => {
      resolve(true);
      socket.close(closeCode.normal);
    };
    socket.onclose = () => {
      clearTimeout(deadline);
      resolve(false);
    };
  });
}

function webSocketUrl(): string {
  return serverUrl("v1/ws").replace(/^http/, "ws");
}
