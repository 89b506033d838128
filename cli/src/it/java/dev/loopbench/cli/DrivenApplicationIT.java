package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Applications as people write them, of packages from npm: where their work is done is where it is
 * seen. Skipped where they cannot be had in a minute.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc to look into")
@Execution(ExecutionMode.SAME_THREAD) // it installs once
@Timeout(300)
final class DrivenApplicationIT {

    /** The addon comes as a binary: no compiler is needed, and no script is run. */
    private static final String[] PACKAGES = {"express@4.21.2", "@node-rs/bcrypt@1.10.7"};

    private static final long INSTALL_SECONDS_MAX = 60;

    /** One core's worth of work for each request, where the path says. */
    private static final String APPLICATION =
            """
            const express = require('express');
            const bcrypt = require('@node-rs/bcrypt');
            const app = express();
            const server = require('http').createServer(app);
            const stored = bcrypt.hashSync('secret', 6);
            function toPage(rows) {
              let text = '';
              for (let i = 0; i < 30; i++) text = JSON.stringify(rows);
              return text;
            }
            const rows = Array.from({ length: 2000 }, (_, id) => ({ id, name: 'user ' + id }));
            app.get('/login', async (request, response) => {
              response.json({ ok: await bcrypt.verify('secret', stored) });
            });
            app.get('/users', (request, response) => response.type('json').send(toPage(rows)));
            """
                    + DrivenServer.LISTENS;

    @TempDir private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        SystemCommand.require("npm");
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
        ProcessBuilder npm = new ProcessBuilder("npm", "install", "--ignore-scripts");
        npm.command().addAll(List.of("--no-audit", "--no-fund", "--no-package-lock"));
        npm.command().addAll(List.of(PACKAGES));
        Process process =
                npm.directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("npm.log").toFile())
                        .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(INSTALL_SECONDS_MAX, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        Assumptions.assumeTrue(
                ended && process.exitValue() == 0,
                "npm cannot install here: " + Files.readString(folder.resolve("npm.log")));
    }

    @Test
    void logins_that_are_hashed_by_an_addon_are_work_of_the_pool() throws Exception {
        Report report = driven("/login");

        assertThat(report.operations().get(0).kind()).isEqualTo("GET-login");
        // Each hash is on a thread of the pool, whatever its share of the time is here.
        assertThat(report.pool().workers()).isNotEmpty();
        assertThat(report.pool().workers().stream().mapToLong(worker -> worker.jobs()).sum())
                .isPositive();
        assertThat(report.findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.WARN)
                .allSatisfy(finding -> assertThat(finding.title()).doesNotContain("toPage"));
    }

    @Test
    void pages_that_are_made_on_the_loop_hold_it_and_the_function_is_named() throws Exception {
        Report report = driven("/users");

        assertThat(report.operations().get(0).kind()).isEqualTo("GET-users");
        assertThat(Objects.requireNonNull(report.loop().held().holds()))
                .anySatisfy(hold -> assertThat(hold.label()).contains("toPage"));
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().startsWith("pool."))
                .isEmpty();
    }

    private static Report driven(String path) throws Exception {
        DrivenServer server =
                DrivenServer.of(folder, "app" + path.substring(1) + ".js", APPLICATION);
        Path file = folder.resolve("report.json");
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .run(
                                "node",
                                "--node=" + NodeServer.node(),
                                "--drive=" + server.url(path),
                                "--connections=4",
                                "--duration=2s",
                                "--warmup=0s",
                                "--json=" + file,
                                server.words()[0],
                                server.words()[1],
                                server.words()[2]);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        Report report = new JsonReportReader().read(new StringReader(Files.readString(file)));
        Operation requests = report.operations().get(0);
        assertThat(requests.count()).isPositive();
        assertThat(requests.errors()).isZero();
        return report;
    }
}
