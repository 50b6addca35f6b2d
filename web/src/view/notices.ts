import type { Tab } from "../state/tabs/tab.ts";
import type { Notice } from "../state/tabs/port.ts";
import { nameOf, titleOf } from "./names.ts";
import { go } from "./place.ts";
import { excerpt } from "./richText.ts";

/* Notices of the system: what this device's person chose, and how they are shown. */

const WANTED = "parley.notices";
const MENTIONS = "parley.notices.mentions";
const SOUND = "parley.sound";

export type Permission = "unsupported" | "default" | "granted" | "denied";

/** Whether the browser lets this page show notices. */
export function noticePermission(): Permission {
  return "Notification" in globalThis ? Notification.permission : "unsupported";
}

/** Whether notices are shown: chosen here, and let by the browser. */
export function noticesOn(): boolean {
  return noticePermission() === "granted" && chosen(WANTED) !== "off";
}

/** Switches notices; asks the browser if it was never asked, so only a click may call this. True if they are on now. */
export async function switchNotices(on: boolean): Promise<boolean> {
  choose(WANTED, on ? "on" : "off");
  if (on && noticePermission() === "default") await Notification.requestPermission();
  return noticesOn();
}

/** Whether muted chats tell of mentions; they do unless it is switched off. */
export function mentionsOn(): boolean {
  return chosen(MENTIONS) !== "off";
}

export function switchMentions(on: boolean): void {
  choose(MENTIONS, on ? "on" : "off");
}

/** Whether a notice is heard; it isn't unless it is switched on. */
export function soundOn(): boolean {
  return chosen(SOUND) === "on";
}

export function switchSound(on: boolean): void {
  choose(SOUND, on ? "on" : "off");
  if (on) chime();
}

/** Shows what the engine gives this tab to tell, one notice a chat; in view the list itself tells. */
export function tellNotices(tab: Tab): void {
  tab.onNotice((notice) => {
    if (notice.muted && !(notice.mentioned && mentionsOn())) return;
    if (soundOn()) chime();
    if (!notice.inView && noticesOn()) void show(tab, notice).catch(() => undefined); // told by title and icon
  });
}

async function show(tab: Tab, { conversation: id, seq }: Notice): Promise<void> {
  const { conversations, users, me } = tab.store.value;
  const conversation = conversations.get(id);
  const message = conversation?.messages.find((one) => one.seq === seq);
  if (!conversation || !message) return;
  const said = excerpt(message.text);
  const title = titleOf({ users, me }, conversation);
  const body = conversation.kind === "direct" ? said : `${nameOf(users.get(message.from))}: ${said}`;
  const options = { body, tag: id };
  if (await tab.updates.notify(title, options)) return;
  const shown = new Notification(title, options);
  shown.onclick = () => {
    window.focus();
    go({ tab: "chats", conversation: id });
    shown.close();
  };
}

/** Two soft notes, made here: no file to fetch. */
function chime(): void {
  const audio = new AudioContext();
  const loud = audio.createGain();
  loud.connect(audio.destination);
  loud.gain.setValueAtTime(0.08, audio.currentTime);
  loud.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5);
  for (const [at, hz] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const note = audio.createOscillator();
    note.frequency.value = hz;
    note.connect(loud);
    note.start(audio.currentTime + at);
    note.stop(audio.currentTime + 0.5);
  }
  setTimeout(() => void audio.close(), 700);
}

function chosen(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off: the defaults hold
  }
}

function choose(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice can't be kept
  }
}
