import { lateStyle } from "./lateStyle.ts";
import { lazyDialog, lazyPane, lazyPart } from "./lazy.tsx";

/* What opens over or beside the list and the conversation; the code of all of it is one late file, with a style sheet of its own. */

const late = async () => (await Promise.all([import("./late.ts"), lateStyle()]))[0];

export const EmojiPicker = lazyDialog(async () => (await late()).EmojiPicker);
export const TalkDialogs = lazyDialog(async () => (await late()).TalkDialogs);
export const FindBar = lazyPart(async () => (await late()).FindBar);
export const SelectionBar = lazyPart(async () => (await late()).SelectionBar);
export const SearchResults = lazyPart(async () => (await late()).SearchResults);
export const Thread = lazyPane(async () => (await late()).Thread);
export const NewConversation = lazyDialog(async () => (await late()).NewConversation);
export const NewPoll = lazyDialog(async () => (await late()).NewPoll);
export const SendLater = lazyDialog(async () => (await late()).SendLater);
export const GroupSettings = lazyDialog(async () => (await late()).GroupSettings);
export const BanPerson = lazyDialog(async () => (await late()).BanPerson);
export const HandOver = lazyDialog(async () => (await late()).HandOver);
export const ReportDialog = lazyDialog(async () => (await late()).ReportDialog);
export const JoinRequestsBar = lazyPart(async () => (await late()).JoinRequestsBar);
export const RequestBar = lazyPart(async () => (await late()).RequestBar);
export const RequestList = lazyPane(async () => (await late()).RequestList);
export const JoinPage = lazyPane(async () => (await late()).JoinPage);
export const Invitations = lazyDialog(async () => (await late()).Invitations);
export const AddPeople = lazyDialog(async () => (await late()).AddPeople);
export const LeaveGroup = lazyDialog(async () => (await late()).LeaveGroup);
export const SettingsPage = lazyPane(async () => (await late()).SettingsPage);
export const SignOut = lazyDialog(async () => (await late()).SignOut);
export const InvitationPage = lazyPane(async () => (await late()).InvitationPage);
