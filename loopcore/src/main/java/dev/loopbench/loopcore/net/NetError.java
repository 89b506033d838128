package dev.loopbench.loopcore.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * Why something on a socket failed or ended, by the names of POSIX and libuv. Immutable.
 *
 * <p>Java does not pass the system's error number on: it is told by the exception's class or, where
 * that does not tell, by the system's message, in English. What neither tells is {@link #UNKNOWN}.
 */
public enum NetError {
    EOF("end of file"),
    ECONNREFUSED("connection refused"),
    ECONNRESET("connection reset by peer", "connection reset"),
    ECONNABORTED("software caused connection abort", "connection aborted"),
    EPIPE("broken pipe"),
    ETIMEDOUT("connection timed out", "operation timed out"),
    EHOSTUNREACH("no route to host", "host is unreachable"),
    ENETUNREACH("network is unreachable", "network unreachable"),
    EADDRINUSE("address already in use", "address in use"),
    EADDRNOTAVAIL("cannot assign requested address", "address not available"),
    EACCES("permission denied"),
    EMFILE("too many open files", "no file descriptors available"),
    ENFILE("too many open files in system"),
    ENOBUFS("no buffer space available"),
    ENOMEM("cannot allocate memory", "out of memory"),
    ECANCELED("operation canceled"),
    UNKNOWN("unknown error");

    private final String sentence;
    private final String otherSentence;

    NetError(String sentence) {
        this(sentence, sentence);
    }

    NetError(String sentence, String otherSentence) {
        this.sentence = sentence;
        this.otherSentence = otherSentence;
    }

    /** What {@code failure} stands for. */
    public static NetError of(IOException failure) {
        if (failure instanceof NetException known) {
            return known.error();
        }
        if (failure instanceof EOFException) {
            return EOF;
        }
        if (failure instanceof PortUnreachableException) {
            return ECONNREFUSED;
        }
        if (failure instanceof NoRouteToHostException) {
            return EHOSTUNREACH;
        }
        if (failure instanceof SocketTimeoutException) {
            return ETIMEDOUT;
        }
        String message = failure.getMessage();
        return message == null ? UNKNOWN : ofMessage(message.toLowerCase(Locale.ROOT));
    }

    /** What it means, in the words of glibc and most others: {@code connection refused}. */
    public String sentence() {
        return sentence;
    }

    private static NetError ofMessage(String words) {
        NetError match = UNKNOWN;
        int matchLength = 0;
        for (NetError error : values()) {
            // The longest wins: one sentence is the beginning of another.
            if (error.lengthIn(words) > matchLength) {
                match = error;
                matchLength = error.lengthIn(words);
            }
        }
        return match;
    }

    private int lengthIn(String words) {
        if (words.contains(sentence)) {
            return sentence.length();
        }
        return words.contains(otherSentence) ? otherSentence.length() : 0;
    }
}
