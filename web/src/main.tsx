import { render } from "preact";
import { Account } from "./state/account.ts";
import { App } from "./view/App.tsx";

const account = new Account();
void account.start();
render(<App account={account} />, document.getElementById("app")!);
