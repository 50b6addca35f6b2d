package parley.bench.wire;

/// Which protocol a server speaks.
public enum Tongue {
    PARLEY(true),
    MQTT(true),
    XMPP(false);

    private final boolean acknowledging;

    Tongue(boolean acknowledging) {
        this.acknowledging = acknowledging;
    }

    /// Whether the server says of each message that it has it.
    public boolean isAcknowledging() {
        return acknowledging;
    }
}
