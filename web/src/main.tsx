import { render } from "preact";
import { Tab } from "./state/tabs/tab.ts";
import { speak } from "./strings/table.ts";
import { App } from "./view/App.tsx";
import { fetchTheRest } from "./view/lazy.tsx";
import { go } from "./view/place.ts";
import { spoken } from "./view/preferences.ts";

const tab = new Tab();
tab.start(document.querySelector<HTMLLinkElement>("link[data-engine]")!.href);
addEventListener("load", () => void tab.updates.start((conversation) => go({ tab: "chats", conversation })));
void speak(spoken()).then(() => {
  render(<App account={tab.account} />, document.getElementById("app")!);
  void fetchTheRest();
});
