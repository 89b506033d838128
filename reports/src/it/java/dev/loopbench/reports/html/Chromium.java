package dev.loopbench.reports.html;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window, told what to do over its DevTools protocol.
 *
 * <p>Confined to the thread of the test. Its processes end with {@link #close}.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "google-chrome", "chromium-browser");

    private static final String LISTENING = "DevTools listening on ";
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** The browser on this machine's path, if there is one. */
    static Optional<Path> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(
                        name ->
                                Stream.of(path.split(File.pathSeparator))
                                        .map(f -> Path.of(f, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path executable, Path profile) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        command.addAll(
                List.of(
                        "--headless=new",
                        "--no-sandbox", // root, as in most containers, has none
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--allow-pre-commit-input", // else a hand faster than the first frame is
                        // ignored
                        "--remote-debugging-port=0",
                        "--window-size=1400,1000",
                        "--user-data-dir=" + profile,
                        "about:blank"));
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return new Chromium(process, DevTools.connect(address(process)));
        } catch (RuntimeException e) {
            end(process);
            throw e;
        }
    }

    /** What it prints once it listens; what comes after is read so that it never waits for us. */
    private static URI address(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        reader.execute(() -> read(process, address));
        reader.shutdown();
        try {
            return address.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the browser does not listen", e);
        }
    }

    private static void read(Process process, CompletableFuture<URI> address) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines()
                    .filter(line -> line.startsWith(LISTENING))
                    .map(line -> URI.create(line.substring(LISTENING.length())))
                    .forEach(address::complete);
            address.completeExceptionally(new IllegalStateException("it ended early"));
        } catch (IOException | UncheckedIOException closed) {
            address.completeExceptionally(closed);
        }
    }

    /** A new page that shows {@code file}, once its program has put it together. */
    BrowserPage open(URI file) {
        return BrowserPage.open(tools, file);
    }

    @Override
    public void close() {
        tools.close();
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(
                handle ->
                        handle.onExit()
                                .completeOnTimeout(handle, LIMIT_SECONDS, TimeUnit.SECONDS)
                                .join());
    }
}
