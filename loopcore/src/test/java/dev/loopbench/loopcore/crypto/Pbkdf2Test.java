package dev.loopbench.loopcore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.crypto.Pbkdf2.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pbkdf2Test {

    /** RFC 6070, section 2, but for the vector of 16 777 216 iterations, which takes too long. */
    @ParameterizedTest
    @CsvSource({
        "password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
        "password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
        "password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
        "passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096,"
                + " 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        "'pass\0word', 'sa\0lt', 4096, 56fa6aa75548099dcc37d7f03425e0c3",
    })
    void sha1_gives_the_published_keys(String password, String salt, int iterations, String key)
            throws GeneralSecurityException {
        assertThat(derived(Digest.SHA1, password, salt, iterations, key)).isEqualTo(key);
    }

    /** RFC 7914, section 11, and the RFC 6070 inputs with SHA-256. */
    @ParameterizedTest
    @CsvSource({
        "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
        "password, salt, 1, 120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b",
        "password, salt, 4096, c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a",
    })
    void sha256_gives_the_published_keys(String password, String salt, int iterations, String key)
            throws GeneralSecurityException {
        assertThat(derived(Digest.SHA256, password, salt, iterations, key)).isEqualTo(key);
    }

    /** The RFC 6070 inputs with SHA-512, as implementations commonly publish them. */
    @ParameterizedTest
    @CsvSource({
        "password, salt, 1, 867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
                + "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce",
        "password, salt, 4096, d197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5"
                + "143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5",
    })
    void sha512_gives_the_published_keys(String password, String salt, int iterations, String key)
            throws GeneralSecurityException {
        assertThat(derived(Digest.SHA512, password, salt, iterations, key)).isEqualTo(key);
    }

    @Test
    void a_request_derives_the_same_key() throws GeneralSecurityException {
        Pbkdf2 pbkdf2 = new Pbkdf2(Digest.SHA256, "password", new byte[] {1, 2}, 3, 32);
        var request = pbkdf2.request(null);

        request.run();

        assertThat(request.result()).isEqualTo(pbkdf2.derive());
    }

    @Test
    void a_digest_is_found_by_the_name_users_know() {
        assertThat(Digest.of("sha512")).isEqualTo(Digest.SHA512);
        assertThat(Digest.SHA1.label()).isEqualTo("sha1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "SHA1", ""})
    void any_other_digest_is_refused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.of(label))
                .withMessage("a digest is sha1, sha256 or sha512, not '" + label + "'");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "1, 1, 268435456"})
    void parameters_out_of_range_are_refused_before_anything_runs(
            int saltBytes, int iterations, int keyLengthBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Pbkdf2(
                                        Digest.SHA1,
                                        "password",
                                        new byte[saltBytes],
                                        iterations,
                                        keyLengthBytes));
    }

    private static String derived(
            Digest digest, String password, String salt, int iterations, String key)
            throws GeneralSecurityException {
        byte[] saltBytes = salt.getBytes(StandardCharsets.UTF_8);
        int keyLengthBytes = key.length() / 2;
        byte[] derived =
                new Pbkdf2(digest, password, saltBytes, iterations, keyLengthBytes).derive();
        return HexFormat.of().formatHex(derived);
    }
}
