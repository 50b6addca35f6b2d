// Runs before the first paint, so that a chosen theme and direction never flash, and the engine starts beside the app.
import { startEarly } from "./state/tabs/early.ts";
import { applyPreferences } from "./view/preferences.ts";

applyPreferences();
startEarly(document.querySelector<HTMLLinkElement>("link[data-engine]")!.href);
