package dev.loopbench.cli.console;

import java.io.IOException;
import java.util.Optional;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/**
 * Asks the system through JLine, and JLine only where a stream may be a terminal: its native
 * library costs start-up time. Confined to the main thread.
 */
public final class SystemTerminals implements Terminals {

    /**
     * The launcher's answer to {@code test -t}: {@code out}, {@code err}, {@code out,err} or {@code
     * none}.
     */
    public static final String HINT_PROPERTY = "loopbench.terminals";

    private final @Nullable String hint;
    private Optional<TerminalProvider> provider = Optional.empty();
    private boolean asked;

    /**
     * @param hint value of {@link #HINT_PROPERTY}; null where no launcher looked
     */
    public SystemTerminals(@Nullable String hint) {
        this.hint = hint;
    }

    @Override
    public boolean isTerminal(Channel channel) {
        if (hint != null) {
            return hint.contains(channel == Channel.OUT ? "out" : "err");
        }
        return provider().map(jline -> jline.isSystemStream(stream(channel))).orElse(false);
    }

    @Override
    public int columns(Channel channel) {
        if (!isTerminal(channel)) {
            return 0;
        }
        return provider().map(jline -> jline.systemStreamWidth(stream(channel))).orElse(0);
    }

    private Optional<TerminalProvider> provider() {
        if (!asked) {
            provider = load();
            asked = true;
        }
        return provider;
    }

    private static Optional<TerminalProvider> load() {
        try {
            return Optional.of(TerminalProvider.load("jni"));
        } catch (IOException | LinkageError noNativeLibraryForThisSystem) {
            return Optional.empty();
        }
    }

    private static SystemStream stream(Channel channel) {
        return channel == Channel.OUT ? SystemStream.Output : SystemStream.Error;
    }
}
