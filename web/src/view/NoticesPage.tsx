import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { mayTell, noticeSound, noticesOn, playTone, rememberNotices } from "./notices.ts";
import { ErrorLine } from "./Field.tsx";
import { Switch } from "./Switch.tsx";

/** Whether this device tells of what is new. The browser is asked only here, and only when it is switched on. */
export function NoticesPage() {
  const [on, setOn] = useState(noticesOn);
  const [sound, setSound] = useState(noticeSound);
  const [denied, setDenied] = useState(false);
  const change = async (wanted: boolean) => {
    const allowed = !wanted || (await mayTell());
    setDenied(!allowed);
    rememberNotices({ on: wanted && allowed });
    setOn(wanted && allowed);
  };
  return (
    <>
      <div class="card">
        <Switch label={t.noticesHere} hint={t.noticesHint} on={on} onChange={(wanted) => void change(wanted)} />
        <Switch
          label={t.sound}
          hint={t.soundHint}
          on={sound}
          onChange={(wanted) => {
            rememberNotices({ sound: wanted });
            setSound(wanted);
            if (wanted) playTone();
          }}
        />
      </div>
      {denied && <ErrorLine text={t.noticesDenied} />}
      <p class="under">{t.noticeMuted}</p>
    </>
  );
}
