import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { chooseEnter, enterSends } from "./preferences.ts";
import { Switch } from "./Switch.tsx";

/** What Enter does, and the keys that there are. */
export function KeyboardPage() {
  const [sends, setSends] = useState(enterSends);
  return (
    <>
      <div class="card">
        <Switch
          label={t.enterSends}
          hint={t.enterSendsHint}
          on={sends}
          onChange={(on) => {
            chooseEnter(on);
            setSends(on);
          }}
        />
      </div>
      <h2>{t.keyboard}</h2>
      <dl class="card keys">
        {Object.entries(t.keys).map(([keys, what]) => (
          <div key={keys} class="setting">
            <dt>{what}</dt>
            <dd>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
