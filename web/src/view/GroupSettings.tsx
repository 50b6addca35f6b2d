import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { GroupChange } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { BanList } from "./BanList.tsx";
import { Chooser } from "./Chooser.tsx";
import { ComingIn } from "./ComingIn.tsx";
import { useMessenger } from "./context.ts";
import { DeleteGroup } from "./DeleteGroup.tsx";
import { Dialog } from "./Dialog.tsx";
import { ErrorLine } from "./Field.tsx";
import { GroupInfo } from "./GroupInfo.tsx";
import { Icon } from "./Icon.tsx";
import { isAtLeast, may } from "./messageRights.ts";
import { PermissionList } from "./PermissionList.tsx";
import { EXPIRIES, PAUSES, spansWith } from "./spans.ts";
import { useDoing } from "./useDoing.ts";

type Page = "info" | "permissions" | "joining" | "bans" | "end";

/** How a group or channel is set, page by page. What one may not change is told, or isn't there. */
export function GroupSettings({ conversation: told, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const [chosen, setChosen] = useState<GroupChange>();
  const conversation = chosen ? asChosen(told, chosen) : told;
  const { error, doing } = useDoing();
  const [page, setPage] = useState<Page>();
  const body = usePageFocus(page);
  const { id, kind } = conversation;
  const titles = {
    info: t.groupInfo,
    permissions: t.whoMayWhat,
    joining: t.comingIn,
    bans: t.banned,
    end: kind === "channel" ? t.deleteChannel : t.deleteGroup,
  };
  /** Shown at once; a change that failed goes back and says so. */
  const change = (next: GroupChange) => {
    setChosen(next);
    void doing(messenger.groups.change(id, next)).then(() => setChosen((now) => (now === next ? undefined : now)));
  };
  const back = () => setPage(undefined);
  return (
    <Dialog
      title={page ? titles[page] : kind === "channel" ? t.channelSettings : t.groupSettings}
      onBack={page && back}
      onClose={onClose}
    >
      <div class="pages" ref={body}>
        {page === undefined && <Overview conversation={conversation} titles={titles} onPage={setPage} onChange={change} />}
        {page === "info" && <GroupInfo conversation={conversation} onDone={back} />}
        {page === "permissions" && <PermissionList conversation={conversation} onChange={change} />}
        {page === "joining" && <ComingIn conversation={conversation} onChange={change} />}
        {page === "bans" && <BanList conversation={conversation} />}
        {page === "end" && <DeleteGroup conversation={conversation} onCancel={back} onDone={onClose} />}
        {error && (
          <div class="body">
            <ErrorLine text={error} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function asChosen(told: Conversation, { permissions, ...chosen }: GroupChange): Conversation {
  if (!permissions || !told.permissions) return { ...told, ...chosen };
  return { ...told, ...chosen, permissions: { ...told.permissions, ...permissions } };
}

interface OverviewProps {
  conversation: Conversation;
  titles: Record<Page, string>;
  onPage: (page: Page) => void;
  onChange: (change: GroupChange) => void;
}

function Overview({ conversation, titles, onPage, onChange }: OverviewProps) {
  const { slowS = 0, expiresInS = 0, join = "invite" } = conversation;
  const fixed = !may(conversation, "change");
  const row = (page: Page, icon: string, value?: string) => (
    <button type="button" class={page === "end" ? "menu-item destructive" : "menu-item"} data-page={page} onClick={() => onPage(page)}>
      <Icon name={icon} />
      {titles[page]}
      {value && <span class="value">{value}</span>}
      {page !== "end" && <Icon name="chevron-right" class={value ? "mirrors" : "value mirrors"} />}
    </button>
  );
  return (
    <div class="scroll">
      <div class="rows">
        {!fixed && row("info", "pencil")}
        {row("permissions", "shield")}
        {!fixed && row("joining", "user-plus", t.joinWaysShort[join])}
        {may(conversation, "remove") && row("bans", "ban")}
      </div>
      <div class="settings ruled">
        <Chooser
          label={t.slowMode}
          hint={t.slowModeHint}
          value={slowS}
          options={spansWith(PAUSES, slowS, t.slowNone)}
          fixed={fixed}
          onChoose={(slowS) => onChange({ slowS })}
        />
        <Chooser
          label={t.expiry}
          hint={t.expiryHint}
          value={expiresInS}
          options={spansWith(EXPIRIES, expiresInS, t.expiryNone)}
          fixed={fixed}
          onChoose={(expiresInS) => onChange({ expiresInS })}
        />
      </div>
      {isAtLeast(conversation, "owner") && <div class="rows ruled">{row("end", "trash-2")}</div>}
    </div>
  );
}

/** A page that opens takes the focus; back, it stands on the row that led there. */
function usePageFocus(page: Page | undefined) {
  const body = useRef<HTMLDivElement>(null);
  const before = useRef(page);
  useLayoutEffect(() => {
    const from = before.current;
    before.current = page;
    if (from === page) return;
    const dialog = body.current!.closest("dialog")!;
    const target = page ? "[data-back]" : `[data-page=${from}]`;
    dialog.querySelector<HTMLElement>(target)?.focus();
  }, [page]);
  return body;
}
