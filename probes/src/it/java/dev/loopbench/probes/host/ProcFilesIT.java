package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class ProcFilesIT {

    /** Such a file gives nothing to a second read, and says that it is empty. */
    @Test
    void a_file_below_proc_sys_is_read_whole() throws IOException {
        String path = "proc/sys/net/core/somaxconn";

        assertThat(ProcFiles.system().lines(path)).containsExactly(bySomebodyElse("/" + path));
    }

    private static String bySomebodyElse(String path) throws IOException {
        Process cat = new ProcessBuilder("cat", path).start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(cat.getInputStream(), StandardCharsets.UTF_8))) {
            return out.readLine();
        }
    }
}
