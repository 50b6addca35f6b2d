import { useEffect, useState } from "preact/hooks";
import type { Device } from "../state/account.ts";
import { t } from "../strings/table.ts";
import { useAccount, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { clean } from "./names.ts";
import { agoOf } from "./time.ts";

/** Where this account is signed in, each to be signed out. */
export function DevicesCard() {
  const account = useAccount();
  const own = useParley((state) => state.device);
  const [devices, setDevices] = useState<Device[]>();
  const [failure, setFailure] = useState<unknown>();
  const load = () => {
    setFailure(undefined);
    account.devices().then(setDevices, setFailure);
  };
  useEffect(load, []);
  const isThis = (device: Device) => device.current ?? device.id === own;
  const others = devices?.filter((device) => !isThis(device)) ?? [];
  const signOut = (gone: Device[]) =>
    Promise.all(gone.map((device) => account.signOutDevice(device.id))).then(load, setFailure);

  return (
    <>
      <h2>{t.devices}</h2>
      <div class="card">
        {!devices && failure !== undefined && (
          <Empty icon="circle-alert" title={t.devicesFailed} hint={sentenceFor(failure)} failed>
            <button class="button" onClick={load}>
              {t.tryAgain}
            </button>
          </Empty>
        )}
        {devices?.map((device) => (
          <div key={device.id} class="setting">
            <Icon name={iconFor(device.name)} />
            <div>
              <bdi class="clip">{clean(device.name) || device.id}</bdi>
              <p class="note">
                {isThis(device) ? t.activeNow : t.activeAt(agoOf(device.lastSeenAt ?? device.createdAt))}
              </p>
            </div>
            {isThis(device) ? (
              <span class="tag">{t.thisDevice}</span>
            ) : (
              <button class="button" onClick={() => void signOut([device])}>
                {t.signOut}
              </button>
            )}
          </div>
        ))}
        {others.length > 1 && (
          <div class="setting">
            <button class="button text destructive" onClick={() => void signOut(others)}>
              {t.signOutOthers}
            </button>
          </div>
        )}
      </div>
      {devices && failure !== undefined && <ErrorLine text={sentenceFor(failure)} />}
      <p class="under">{t.devicesHint}</p>
    </>
  );
}

function iconFor(name: string): string {
  if (/iOS|Android|phone/i.test(name)) return "smartphone";
  return /Windows|desktop/i.test(name) ? "monitor" : "laptop";
}
