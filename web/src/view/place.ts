import { useEffect, useState } from "preact/hooks";

/** Where one is in the client; the address after `#`, so that Back is the browser's. */
export type Place =
  | { tab: "chats"; conversation?: string; details?: boolean; seq?: number; thread?: number }
  | { tab: "requests" }
  | { tab: "invitation"; code: string }
  | { tab: "contacts" }
  | { tab: "settings"; page?: SettingsPageName };

export const settingsPages = ["profile", "notices", "privacy", "appearance", "language", "keyboard", "data", "about"] as const;
export type SettingsPageName = (typeof settingsPages)[number];

export function addressOf(place: Place): string {
  switch (place.tab) {
    case "chats":
      if (!place.conversation) return "#/";
      return `#/c/${place.conversation}${inside(place)}`;
    case "requests":
      return "#/requests";
    case "invitation":
      return `#/i/${place.code}`;
    case "contacts":
      return "#/contacts";
    case "settings":
      return place.page ? `#/settings/${place.page}` : "#/settings";
  }
}

function inside({ details, thread, seq }: Place & { tab: "chats" }): string {
  if (details) return "/details";
  if (thread !== undefined) return `/thread/${thread}`;
  return seq === undefined ? "" : `/${seq}`;
}

function seqOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;
}

export function placeAt(hash: string): Place {
  const [first, second, third, fourth] = hash.replace(/^#\/?/, "").split("/");
  if (first === "c" && second && /^[a-z0-9_]{1,64}$/.test(second)) {
    const thread = third === "thread" ? seqOf(fourth) : undefined;
    return { tab: "chats", conversation: second, details: third === "details", seq: seqOf(third), thread };
  }
  if (first === "i" && second && /^[A-Za-z0-9_-]{1,64}$/.test(second)) return { tab: "invitation", code: second };
  if (first === "requests") return { tab: "requests" };
  if (first === "contacts") return { tab: "contacts" };
  if (first === "settings") return { tab: "settings", page: settingsPages.find((page) => page === second) };
  return { tab: "chats" };
}

/** What somebody else opens to come in by an invitation. */
export function invitationLink(code: string): string {
  return new URL(`i/${code}`, document.baseURI).href;
}

/** What somebody else opens to come in, where one may come or ask by oneself. */
export function linkToConversation(conversation: string): string {
  return new URL(`c/${conversation}`, document.baseURI).href;
}

/** What somebody else opens to see this message, wherever this client's page is. */
export function linkTo(conversation: string, seq: number): string {
  return new URL(`c/${conversation}/${seq}`, document.baseURI).href;
}

/** The place that a link leads to, if it leads into this client. */
export function placeOfLink(href: string): string | undefined {
  if (!href.includes("c/cv_")) return undefined; // a message may have hundreds of links
  const inside = document.baseURI.replace(/[^/]*([?#].*)?$/, "");
  const path = inside !== "" && href.startsWith(inside) ? href.slice(inside.length).replace(/^#\//, "") : "";
  return /^c\/[a-z0-9_]{1,64}(\/[1-9]\d{0,15})?$/.test(path) ? `#/${path}` : undefined;
}

export function go(place: Place): void {
  location.hash = addressOf(place);
}

/** One page back; where the page was opened right here, to the page that lies behind it. */
export function goBack(behind: Place): void {
  if (history.length > 1 && cameFromInside) history.back();
  else location.replace(addressOf(behind));
}

let cameFromInside = false;

export function usePlace(): Place {
  const [place, setPlace] = useState(() => placeAt(location.hash));
  useEffect(() => {
    const moved = () => {
      cameFromInside = true;
      setPlace(placeAt(location.hash));
    };
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  return place;
}
