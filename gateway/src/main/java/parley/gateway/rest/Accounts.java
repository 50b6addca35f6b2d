package parley.gateway.rest;

import parley.core.account.AccountKeeper;
import parley.core.account.Devices;
import parley.core.account.GuestMaker;
import parley.core.account.PasswordChanger;
import parley.core.account.Registrar;
import parley.core.account.SignIn;
import parley.core.account.Tickets;
import parley.core.account.TokenRefresher;

/// The use cases of accounts and devices, for the routes.
public record Accounts(
        Registrar registrar,
        SignIn signIn,
        GuestMaker guests,
        TokenRefresher refresher,
        PasswordChanger passwords,
        Devices devices,
        Tickets tickets,
        AccountKeeper keeper) {}
