import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";

export function AboutPage() {
  const transport = useParley((state) => state.link.transport);
  return (
    <div class="card">
      <div class="setting">
        <div>
          Parley 1.0
          <p class="note">{t.aboutHint}</p>
        </div>
      </div>
      <div class="setting">
        <div>
          {t.connection}
          <p class="note">
            {location.host}, {t.transports[transport]}
          </p>
        </div>
      </div>
    </div>
  );
}
