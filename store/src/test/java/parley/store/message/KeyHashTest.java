package parley.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.core.id.UserId;

final class KeyHashTest {
    private static byte[] counting(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void it_is_siphash() {
        var hash = new KeyHash(counting(KeyHash.SECRET_BYTES));
        // the paper's appendix A
        assertThat(hash.of(counting(15))).isEqualTo(0xa129ca6149be45e5L);
        assertThat(hash.of(counting(0))).isEqualTo(0x726fdb47dd0e0e31L);
    }

    @Test
    void sender_key_and_secret_all_count() {
        var hash = new KeyHash(counting(KeyHash.SECRET_BYTES));
        var other = new KeyHash(new byte[KeyHash.SECRET_BYTES]);
        long of = hash.of(new UserId(1), "k");
        assertThat(hash.of(new UserId(1), "k")).isEqualTo(of);
        assertThat(hash.of(new UserId(2), "k")).isNotEqualTo(of);
        assertThat(hash.of(new UserId(1), "l")).isNotEqualTo(of);
        assertThat(other.of(new UserId(1), "k")).isNotEqualTo(of);
    }
}
