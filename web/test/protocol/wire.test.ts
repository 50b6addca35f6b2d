import { expect, it } from "vitest";
import type * as frames from "../../src/protocol/frames.ts";
import type { WireCommands, WireEvents, WireReplies } from "../../src/protocol/wire.ts";

/*
 * What the client's own types say of a frame must be what the server says of it: the compiler looks. A
 * field that the server doesn't know, or knows as another kind of value, doesn't compile.
 */

type Plain = string | number | boolean;
type Wrong<Mine, Wire> = {
  [K in keyof Mine]-?: K extends keyof Wire
    ? NonNullable<Wire[K]> extends Plain
      ? NonNullable<Mine[K]> extends NonNullable<Wire[K]>
        ? never
        : K
      : never
    : K;
}[keyof Mine];

/** Compiles only if nothing is wrong. */
function agrees<_Wrong extends never>(): void {}
type Command<T extends frames.Command["type"]> = Extract<frames.Command, { type: T }>;
/** Fields of messages that forwarding will bring. */
type LaterInMessages = "forwardedFrom";
/** A page is before, after or around a seq: of `history` the server's sample shows the first. */
type OtherPages = "around";

it("types frames as the server does", () => {
  agrees<Exclude<Wrong<frames.MessageFrame, WireEvents["message"]>, LaterInMessages>>();
  agrees<Wrong<frames.VoidFrame, WireEvents["void"] & WireEvents["member"]>>();
  agrees<Wrong<frames.ReceiptFrame, WireEvents["receipt"]>>();
  agrees<Wrong<frames.ReceiptsFrame, WireEvents["receipts"]>>();
  agrees<Wrong<frames.TypingFrame, WireEvents["typing"]>>();
  agrees<Wrong<frames.PresenceFrame, WireEvents["presence"]>>();
  agrees<Wrong<frames.PresencesFrame, WireEvents["presences"]>>();
  agrees<Wrong<frames.SyncFrame, WireEvents["sync"]>>();
  agrees<Exclude<Wrong<frames.Head, WireEvents["sync"]["conversation"]>, "peer" | "left" | "permissions">>();
  agrees<Wrong<frames.SyncedFrame, WireEvents["synced"]>>();
  agrees<Wrong<frames.CursorFrame, WireEvents["cursor"]>>();
  agrees<Wrong<frames.ByeFrame, WireEvents["bye"]>>();
  agrees<Wrong<frames.ErrorFrame, WireReplies["error"]>>();
  agrees<Wrong<frames.SendReply, WireReplies["ok"]>>();
  agrees<Wrong<frames.HistoryReply, WireReplies["ok"]>>();
  agrees<Wrong<frames.ChangesReply, WireReplies["ok"]>>();
  agrees<Wrong<frames.HelloCommand, WireCommands["hello"]>>();
  agrees<Wrong<frames.SendCommand, WireCommands["send"]>>();
  agrees<Exclude<Wrong<frames.HistoryCommand, WireCommands["history"] & WireCommands["changes"]>, OtherPages>>();
  agrees<Wrong<frames.ChangesCommand, WireCommands["changes"]>>();
  agrees<Wrong<Command<"head">, WireCommands["head"]>>();
  agrees<Wrong<Command<"auth">, WireCommands["auth"]>>();
  agrees<Wrong<Command<"ack">, WireCommands["ack"]>>();
  agrees<Wrong<Command<"typing">, WireCommands["typing"]>>();
  agrees<Wrong<Command<"watch">, WireCommands["watch"]>>();
  agrees<Wrong<Command<"presence">, WireCommands["presence"]>>();
  agrees<Wrong<frames.EditFrame, WireEvents["edit"]>>();
  agrees<Wrong<frames.DeleteFrame, WireEvents["delete"]>>();
  agrees<Wrong<frames.ReactionFrame, WireEvents["reaction"]>>();
  agrees<Wrong<frames.PinFrame, WireEvents["pin"]>>();
  agrees<Wrong<frames.VoteFrame, WireEvents["vote"]>>();
  agrees<Wrong<frames.CountsFrame, WireEvents["counts"]>>();
  agrees<Wrong<frames.DraftFrame, WireEvents["draft"]>>();
  agrees<Wrong<frames.HideFrame, WireEvents["hide"]>>();
  agrees<Wrong<frames.JoinRequestFrame, WireEvents["joinRequest"]>>();
  agrees<Wrong<frames.ChangeReply, WireReplies["ok"]>>();
  agrees<Wrong<Command<"edit">, WireCommands["edit"]>>();
  agrees<Wrong<Command<"delete">, WireCommands["delete"]>>();
  agrees<Wrong<Command<"react">, WireCommands["react"]>>();
  agrees<Wrong<Command<"pin">, WireCommands["pin"]>>();
  expect(true).toBe(true); // the compiler has looked
});
