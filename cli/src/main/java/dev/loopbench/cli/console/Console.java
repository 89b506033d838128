package dev.loopbench.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The standard streams, and what may be written to them. Thread-safe (by a lock: writes are whole,
 * and what is drawn is erased before anything else is written).
 *
 * <p>Text is written in UTF-8; where the locale knows no such thing, {@link Appearance#unicode}
 * keeps it to ASCII.
 */
public final class Console {

    /** The launcher says in it how it was called. */
    private static final String PROGRAM = "LOOPBENCH_PROGRAM";

    /** Back to the first column, and clear to the end of the line (ECMA-48: CR, EL). */
    private static final String ERASE = "\r\u001b[K";

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final AppearanceRules rules;
    private final String program;
    private final Object lock = new Object();

    /** Guarded by the lock. */
    private boolean drawn;

    /**
     * @param encoding the JVM's idea of the system's, for where the environment names none
     */
    public Console(
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            Terminals terminals,
            String encoding) {
        this(InputStream.nullInputStream(), out, err, environment, terminals, encoding);
    }

    /** As the other, with a standard input that is not empty. */
    public Console(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            Terminals terminals,
            String encoding) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.rules = new AppearanceRules(environment, terminals, encoding);
        this.program = environment.getOrDefault(PROGRAM, "loopbench");
    }

    /** The streams of this process, unbuffered. */
    public static Console system(Map<String, String> environment, Terminals terminals) {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                environment,
                terminals,
                System.getProperty("stdout.encoding", System.getProperty("native.encoding", "")));
    }

    /** What the user typed to get here: {@code ./loopbench} in a clone. */
    public String program() {
        return program;
    }

    /** Standard input. */
    public InputStream in() {
        return in;
    }

    public Appearance appearance(Channel channel, ColourMode mode, boolean ascii) {
        return new Appearance(
                rules.columns(channel), rules.unicode() && !ascii, rules.colour(channel, mode));
    }

    public boolean colour(Channel channel, ColourMode mode) {
        return rules.colour(channel, mode);
    }

    /** Whether a line on the stream can be drawn again. */
    public boolean redraws(Channel channel) {
        return rules.redraws(channel);
    }

    /**
     * Writes all of {@code text}. A reader that has gone away, as in {@code | head -1}, is no
     * error: it has read what it wanted.
     *
     * @throws IOException if the stream cannot take it: a full disk
     */
    public void write(Channel channel, CharSequence text) throws IOException {
        synchronized (lock) {
            erase();
            put(channel == Channel.OUT ? out : err, text);
        }
    }

    /**
     * A stream for the bytes of another program. Whether its reader has gone away is for that
     * program to know, so here it is an error.
     */
    public OutputStream passing(Channel channel) {
        OutputStream stream = channel == Channel.OUT ? out : err;
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (length > 0) {
                    synchronized (lock) {
                        erase();
                        stream.write(bytes, from, length);
                    }
                }
            }

            @Override
            public void flush() throws IOException {
                synchronized (lock) {
                    stream.flush();
                }
            }
        };
    }

    /** Draws a line on standard error, in place of the one drawn before. */
    void draw(CharSequence line) {
        synchronized (lock) {
            attempt(ERASE + line);
            drawn = true;
        }
    }

    /** Leaves no trace of what is drawn. */
    void erase() {
        synchronized (lock) {
            if (drawn) {
                attempt(ERASE);
                drawn = false;
            }
        }
    }

    private static void put(OutputStream stream, CharSequence text) throws IOException {
        try {
            stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            if (!isBrokenPipe(e)) {
                throw e;
            }
        }
    }

    /** Writes a note for the user to standard error; where that fails there is no one to tell. */
    public void note(CharSequence text) {
        synchronized (lock) {
            erase();
            attempt(text);
        }
    }

    private void attempt(CharSequence text) {
        try {
            put(err, text);
        } catch (IOException nobodyListens) {
            // Nothing is left to say it on.
        }
    }

    /** The JDK has no type for it: this is the system's own text, or Windows'. */
    private static boolean isBrokenPipe(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }
}
