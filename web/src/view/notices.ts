import type { Conversation } from "../state/model.ts";
import type { Updates } from "../state/tabs/updates.ts";
import type { RowFace } from "./rowFace.ts";
import { go } from "./place.ts";

/* Telling of what is new while Parley isn't looked at: a notice of the system, and a tone. */

const ON = "parley.notices";
const SOUND = "parley.sound";

export function noticesOn(): boolean {
  return kept(ON) === "on" && permission() === "granted";
}

export function noticeSound(): boolean {
  return kept(SOUND) === "on";
}

export function rememberNotices({ on, sound }: { on?: boolean; sound?: boolean }): void {
  if (on !== undefined) keep(ON, on ? "on" : "off");
  if (sound !== undefined) keep(SOUND, sound ? "on" : "off");
}

function permission(): NotificationPermission {
  return "Notification" in window ? Notification.permission : "denied";
}

/** Asks the browser, if it hasn't been asked. */
export async function mayTell(): Promise<boolean> {
  if (permission() !== "default") return permission() === "granted";
  return (await Notification.requestPermission()) === "granted";
}

/** One notice for each conversation: the next takes the place of the last. */
export async function tell(updates: Updates, conversation: Conversation, { title, preview }: RowFace): Promise<void> {
  if (!noticesOn()) return;
  const body = [preview.who, preview.text].filter(Boolean).join(" ");
  const options = { body, tag: conversation.id, silent: true };
  if (await updates.notify(title, options)) return;
  const notice = new Notification(title, options);
  notice.onclick = () => {
    window.focus();
    go({ tab: "chats", conversation: conversation.id });
    notice.close();
  };
}

/** Two short, soft notes. */
export function playTone(): void {
  const audio = new AudioContext();
  [660, 880].forEach((hertz, nth) => {
    const begin = audio.currentTime + nth * 0.12;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.08, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.18);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.2);
    if (nth === 1) tone.onended = () => void audio.close();
  });
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off: nothing is told
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice holds until the page is left
  }
}
