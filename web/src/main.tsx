import { render } from "preact";
import { Tab } from "./state/tabs/tab.ts";
import { App } from "./view/App.tsx";
import { go } from "./view/place.ts";

const tab = new Tab();
tab.start(document.querySelector<HTMLLinkElement>("link[data-engine]")!.href);
render(<App account={tab.account} />, document.getElementById("app")!);
addEventListener("load", () => void tab.updates.start((conversation) => go({ tab: "chats", conversation })));
