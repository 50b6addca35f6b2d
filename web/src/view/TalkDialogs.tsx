import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { ClosePoll } from "./ClosePoll.tsx";
import { DeleteMessages } from "./DeleteMessages.tsx";
import { Edits } from "./Edits.tsx";
import { Forward } from "./Forward.tsx";
import { EmojiPicker } from "./parts.ts";
import { Pins } from "./Pins.tsx";
import { Reactors } from "./Reactors.tsx";
import { Readers } from "./Readers.tsx";
import { ScheduledList } from "./ScheduledList.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { react, type TalkDialog } from "./talk.ts";
import { Voters } from "./Voters.tsx";

interface TalkDialogsProps {
  dialog: TalkDialog;
  conversation: Conversation;
  onClose: () => void;
}

/** What is open over the conversation. */
export function TalkDialogs({ dialog, conversation, onClose }: TalkDialogsProps) {
  const messenger = useMessenger();
  switch (dialog.kind) {
    case "readers":
      return <Readers conversation={conversation} seq={dialog.seq} onClose={onClose} />;
    case "edits":
      return <Edits conversation={conversation} seq={dialog.seq} onClose={onClose} />;
    case "reactors":
      return <Reactors conversation={conversation} seq={dialog.seq} onClose={onClose} />;
    case "voters":
      return <Voters conversation={conversation} seq={dialog.seq} onClose={onClose} />;
    case "closePoll":
      return <ClosePoll conversation={conversation} seq={dialog.seq} onClose={onClose} />;
    case "report":
      return (
        <ReportDialog
          title={t.reportMessage}
          about={{ conversation: conversation.id, seqs: [dialog.seq], user: heldMessage(conversation, dialog.seq)?.from }}
          onClose={onClose}
        />
      );
    case "delete":
      return <DeleteMessages conversation={conversation} seqs={dialog.seqs} onClose={onClose} />;
    case "forward":
      return <Forward conversation={conversation} seqs={dialog.seqs} onClose={onClose} />;
    case "scheduled":
      return <ScheduledList conversation={conversation} onClose={onClose} />;
    case "pins":
      return <Pins conversation={conversation} onClose={onClose} />;
    case "picker":
      return (
        <EmojiPicker
          opener={dialog.opener?.closest<HTMLElement>("[data-key]") ?? dialog.opener}
          beside={dialog.opener?.querySelector<HTMLElement>(".bubble") ?? dialog.opener}
          onClose={onClose}
          onPick={(emoji) => {
            onClose();
            react(messenger, conversation, dialog.seq, emoji);
          }}
        />
      );
  }
}
