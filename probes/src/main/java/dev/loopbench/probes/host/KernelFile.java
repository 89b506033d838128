package dev.loopbench.probes.host;

import java.io.Closeable;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * One of the kernel's small files, kept open, of which a number is read again and again. Confined
 * to one thread. Reading allocates nothing and never throws; a file that is missing or says
 * something else tells {@link #NOT_TOLD}.
 */
final class KernelFile implements Closeable {

    static final long NOT_TOLD = -1;

    /** More than the files that are read this way have. */
    private static final int MAX_BYTES = 8192;

    private final byte[] bytes = new byte[MAX_BYTES];
    private @Nullable RandomAccessFile file;
    private int size;

    /**
     * @param path null if there is none
     */
    KernelFile(@Nullable File path) {
        try {
            file = path == null ? null : new RandomAccessFile(path, "r");
        } catch (FileNotFoundException missing) {
            file = null;
        }
    }

    /** The number that is the n-th word, counted from 0. */
    long word(int n) {
        read();
        int at = 0;
        for (int word = 0; word <= n; word++) {
            while (at < size && isBlank(bytes[at])) {
                at++;
            }
            if (word == n) {
                return number(at);
            }
            while (at < size && !isBlank(bytes[at])) {
                at++;
            }
        }
        return NOT_TOLD;
    }

    /**
     * The number after {@code key}, which begins a line.
     *
     * @param key with what stands between it and the number, but for blanks
     */
    long keyed(byte[] key) {
        read();
        boolean lineBegins = true;
        for (int at = 0; at + key.length < size; at++) {
            if (lineBegins && startsWith(key, at)) {
                int number = at + key.length;
                while (number < size && isBlank(bytes[number])) {
                    number++;
                }
                return number(number);
            }
            lineBegins = bytes[at] == '\n';
        }
        return NOT_TOLD;
    }

    @Override
    public void close() {
        RandomAccessFile closing = file;
        file = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException unusable) {
                size = 0; // there was nothing to lose: it was only read
            }
        }
    }

    /** A kernel's file is written anew when it is read from its begin. */
    private void read() {
        size = 0;
        RandomAccessFile reading = file;
        if (reading == null) {
            return;
        }
        try {
            reading.seek(0);
            size = Math.max(0, reading.read(bytes, 0, MAX_BYTES));
        } catch (IOException unreadable) {
            close();
        }
    }

    private boolean startsWith(byte[] key, int at) {
        for (int i = 0; i < key.length; i++) {
            if (bytes[at + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        long number = 0;
        int at = from;
        while (at < size && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at] - '0');
            at++;
        }
        boolean ends = at == size || isBlank(bytes[at]);
        return at > from && ends ? number : NOT_TOLD;
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\n';
    }
}
