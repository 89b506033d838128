package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file through a pipe into a socket, in a process that could not hold it. */
class FilePipeIT {

    private static final int BLOCK_BYTES = 1024 * 1024;
    private static final int BLOCKS = 200;

    /** Of the heap, and by the JVM's own rule as much again of direct buffers. */
    private static final String MEMORY = "-Xmx32m";

    @TempDir Path directory;

    @Test
    @Rule({"R04", "R05"})
    void a_file_larger_than_all_memory_passes_through_a_pipe_unharmed() throws Exception {
        Path file = directory.resolve("file");
        byte[] written = generate(file);
        Path complaints = directory.resolve("complaints");
        try (ServerSocket listener = new ServerSocket(0, 1, NetLoop.loopback(0).getAddress())) {
            listener.setSoTimeout(60_000); // a sender that dies never connects
            Process sender = start(file, listener.getLocalPort(), complaints);

            byte[] received;
            try (Socket socket = listener.accept()) {
                received = digest(socket.getInputStream());
            }

            assertThat(sender.waitFor()).as(Files.readString(complaints)).isZero();
            assertThat(received).isEqualTo(written);
        }
    }

    private static Process start(Path file, int port, Path complaints) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                List.of(
                        java,
                        MEMORY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FilePipeProgram.class.getName(),
                        file.toString(),
                        Integer.toString(port));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(complaints.toFile())
                .start();
    }

    /** Random bytes, no two blocks of them alike. */
    private static byte[] generate(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < BLOCKS; i++) {
                ByteBuffer.wrap(block).putInt(i);
                digest.update(block);
                out.write(block);
            }
        }
        return digest.digest();
    }

    private static byte[] digest(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] part = new byte[BLOCK_BYTES];
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            digest.update(part, 0, count);
        }
        return digest.digest();
    }
}
