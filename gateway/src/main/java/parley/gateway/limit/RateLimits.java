package parley.gateway.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import parley.core.Refusal;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// The limits of PROTOCOL.md section 6 as one table: what, for whom, how much. Thread-safe.
public final class RateLimits {
    private final Rates rates;
    private final Set<String> exempt;
    private final Limiter<UserId> sends;
    private final Limiter<UserId> commands;
    private final Limiter<DeviceId> hellosOfDevice;
    private final Limiter<String> hellosOfAddress;
    private final Limiter<String> failuresOfAddress;
    private final Limiter<String> previewsOfAddress;

    /// How much is let in.
    ///
    /// @param exempt addresses without user and address rates
    public record Rates(
            Rate messages,
            Rate commands,
            Rate hellosOfDevice,
            Rate hellosOfAddress,
            Rate failures,
            Set<String> exempt) {
        public static final Rates DEFAULT =
                new Rates(
                        new Rate(10, 50),
                        new Rate(50, 200),
                        new Rate(1, 10),
                        new Rate(100, 2_000),
                        new Rate(5, 50),
                        Set.of());
    }

    public RateLimits(Rates rates) {
        this.rates = rates;
        exempt = rates.exempt();
        sends = new Limiter<>(rates.messages(), System::nanoTime);
        commands = new Limiter<>(rates.commands(), System::nanoTime);
        hellosOfDevice = new Limiter<>(rates.hellosOfDevice(), System::nanoTime);
        hellosOfAddress = new Limiter<>(rates.hellosOfAddress(), System::nanoTime);
        failuresOfAddress = new Limiter<>(rates.failures(), System::nanoTime);
        previewsOfAddress = new Limiter<>(rates.failures(), System::nanoTime);
    }

    /// @throws Refusal `rate_limited`
    public void message(UserId user, InetSocketAddress from) {
        refuseIf(isExempt(from) ? Duration.ZERO : sends.take(user));
    }

    /// A message that was counted isn't sent after all.
    public void noMessage(UserId user, InetSocketAddress from) {
        if (!isExempt(from)) {
            sends.giveBack(user);
        }
    }

    /// @throws Refusal `rate_limited`
    public void command(UserId user, InetSocketAddress from) {
        refuseIf(isExempt(from) ? Duration.ZERO : commands.take(user));
    }

    /// @throws Refusal `rate_limited`
    public void helloFrom(InetSocketAddress from) {
        refuseIf(isExempt(from) ? Duration.ZERO : hellosOfAddress.take(network(from)));
    }

    /// @throws Refusal `rate_limited`
    public void helloOf(DeviceId device, InetSocketAddress from) {
        refuseIf(isExempt(from) ? Duration.ZERO : hellosOfDevice.take(device));
    }

    /// Someone showed a wrong token or password.
    ///
    /// @throws Refusal `rate_limited` if that happens too often from there
    public void failedFrom(InetSocketAddress from) {
        refuseIf(isExempt(from) ? Duration.ZERO : failuresOfAddress.take(network(from)));
    }

    /// Someone without an account looks at an invitation: as often as they may fail to sign in,
    /// since that is a way to guess codes.
    ///
    /// @throws Refusal `rate_limited`
    public void previewFrom(InetSocketAddress from) {
        refuseIf(isExempt(from) ? Duration.ZERO : previewsOfAddress.take(network(from)));
    }

    private boolean isExempt(InetSocketAddress from) {
        return !exempt.isEmpty() && exempt.contains(from.getAddress().getHostAddress());
    }

    private static void refuseIf(Duration wait) {
        if (!wait.isZero()) {
            throw Refusal.rateLimited(wait);
        }
    }

    /// What counts as one address: one household has a whole /64 of IPv6.
    public static String network(InetSocketAddress from) {
        InetAddress address = from.getAddress();
        var bytes = address.getAddress();
        return bytes.length == 4
                ? address.getHostAddress()
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
    }

    public Rates rates() {
        return rates;
    }

    /// Forgets what is full again.
    public void sweep() {
        sends.sweep();
        commands.sweep();
        hellosOfDevice.sweep();
        hellosOfAddress.sweep();
        failuresOfAddress.sweep();
        previewsOfAddress.sweep();
    }
}
