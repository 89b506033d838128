package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.crypto.RandomBytes;
import dev.loopbench.loopcore.dns.NameLookup;
import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.fs.FileResult;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.zlib.Gunzip;
import dev.loopbench.loopcore.zlib.Gzip;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolUsersTest {

    @Test
    @Rule({"P04", "P16"})
    void crypto_and_random_bytes_are_cpu_work() {
        Pbkdf2 pbkdf2 = new Pbkdf2(Pbkdf2.Digest.SHA1, "password", new byte[] {1}, 1, 20);
        PoolRequest<byte[]> random = new RandomBytes(new SecureRandom()).request(8, null);

        assertThat(laneAndKind(pbkdf2.request(null))).isEqualTo("CPU pbkdf2");
        assertThat(laneAndKind(random)).isEqualTo("CPU random");
    }

    @Test
    @Rule("P16")
    void compression_is_cpu_work() {
        assertThat(laneAndKind(new Gzip(6).request(new byte[1], null))).isEqualTo("CPU zlib");
        assertThat(laneAndKind(new Gunzip(1).request(new byte[1], null))).isEqualTo("CPU zlib");
    }

    @Test
    @Rule({"P04", "P16"})
    void every_file_operation_is_fast_io(@TempDir Path directory) {
        OpenFile file = OpenFile.open(directory).value();
        ByteBuffer buffer = ByteBuffer.allocate(1);

        List<PoolRequest<?>> requests =
                List.of(
                        FileRequests.open(directory, PoolUsersTest::ignore),
                        FileRequests.read(file, buffer, 0, PoolUsersTest::ignore),
                        FileRequests.write(file, buffer, 0, PoolUsersTest::ignore),
                        FileRequests.fsync(file, PoolUsersTest::ignore),
                        FileRequests.stat(directory, PoolUsersTest::ignore),
                        FileRequests.lstat(directory, PoolUsersTest::ignore),
                        FileRequests.scandir(directory, PoolUsersTest::ignore),
                        FileRequests.close(file, PoolUsersTest::ignore));

        assertThat(requests.stream().map(PoolUsersTest::laneAndKind))
                .containsExactlyElementsOf(
                        Stream.of(
                                        "open", "read", "write", "fsync", "stat", "lstat",
                                        "scandir", "close")
                                .map(operation -> "FAST_IO fs-" + operation)
                                .toList());
        assertThat(file.close().isOk()).isTrue();
    }

    @Test
    @Rule({"P04", "P16"})
    void name_lookups_are_slow_io() {
        PoolRequest<?> lookup = NameLookup.request("localhost", null, result -> {});

        assertThat(laneAndKind(lookup)).isEqualTo("SLOW_IO dns");
    }

    @Test
    @Rule("P16")
    void a_lane_is_all_a_pool_asks_of_its_users() {
        PoolRequest<String> own = new PoolRequest<>(Lane.CPU, "mine", () -> "done", null);

        assertThat(laneAndKind(own)).isEqualTo("CPU mine");
    }

    private static String laneAndKind(PoolRequest<?> request) {
        return request.lane() + " " + request.kind();
    }

    private static void ignore(FileResult<?> result) {}
}
