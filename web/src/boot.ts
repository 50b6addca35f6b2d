// Runs before the first paint, so that a chosen theme and direction never flash.
import { applyPreferences } from "./view/preferences.ts";

applyPreferences();
