/* What isn't drawn before somebody opens it: one file, fetched after the first paint. */
export { AddPeople } from "./AddPeople.tsx";
export { EmojiPicker } from "./EmojiPicker.tsx";
export { FindBar } from "./FindBar.tsx";
export { GroupInfo } from "./GroupInfo.tsx";
export { InvitationPage } from "./InvitationPage.tsx";
export { Invitations } from "./Invitations.tsx";
export { LeaveGroup } from "./LeaveGroup.tsx";
export { NewConversation } from "./NewConversation.tsx";
export { NewPoll } from "./NewPoll.tsx";
export { SearchResults } from "./SearchResults.tsx";
export { SelectionBar } from "./SelectionBar.tsx";
export { SendLater } from "./SendLater.tsx";
export { SettingsPage } from "./SettingsPage.tsx";
export { SignOut } from "./SignOut.tsx";
export { TalkDialogs } from "./TalkDialogs.tsx";
export { Thread } from "./Thread.tsx";
