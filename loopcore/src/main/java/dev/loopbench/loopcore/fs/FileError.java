package dev.loopbench.loopcore.fs;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * Why a file operation failed, by the names of POSIX. Immutable.
 *
 * <p>Java does not pass the system's error number on: it is told by the exception's class or, where
 * that does not tell, by the system's message, in English. What neither tells is {@link #UNKNOWN}.
 */
public enum FileError {
    ENOENT("no such file or directory"),
    EACCES("permission denied"),
    EPERM("operation not permitted"),
    EEXIST("file exists"),
    EISDIR("is a directory"),
    ENOTDIR("not a directory"),
    ENAMETOOLONG("file name too long", "filename too long"),
    ELOOP("too many levels of symbolic links", "symbolic link loop"),
    EBADF("bad file descriptor"),
    EINVAL("invalid argument"),
    EMFILE("too many open files", "no file descriptors available"),
    ENFILE("too many open files in system"),
    EFBIG("file too large"),
    ENOSPC("no space left on device"),
    EDQUOT("disk quota exceeded", "quota exceeded"),
    EROFS("read-only file system"),
    ETXTBSY("text file busy"),
    EBUSY("device or resource busy", "resource busy"),
    ENXIO("no such device or address"),
    ESPIPE("illegal seek", "invalid seek"),
    EINTR("interrupted system call"),
    EIO("input/output error", "i/o error"),
    ENOMEM("cannot allocate memory", "out of memory"),
    ECANCELED("operation canceled"),
    UNKNOWN("unknown error");

    private final String sentence;
    private final String muslSentence;

    FileError(String sentence) {
        this(sentence, sentence);
    }

    FileError(String sentence, String muslSentence) {
        this.sentence = sentence;
        this.muslSentence = muslSentence;
    }

    /** What it means, in the words of glibc and most others. */
    public String sentence() {
        return sentence;
    }

    /** What {@code failure} stands for. */
    public static FileError of(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return ENOENT;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return EEXIST;
        }
        if (failure instanceof AccessDeniedException || failure instanceof SecurityException) {
            return EACCES;
        }
        if (failure instanceof NotDirectoryException) {
            return ENOTDIR;
        }
        if (failure instanceof FileSystemLoopException) {
            return ELOOP;
        }
        if (failure instanceof ClosedByInterruptException) {
            return EINTR;
        }
        if (failure instanceof ClosedChannelException
                || failure instanceof NonReadableChannelException
                || failure instanceof NonWritableChannelException) {
            return EBADF;
        }
        if (failure instanceof IllegalArgumentException
                || failure instanceof UnsupportedOperationException) {
            return EINVAL;
        }
        if (failure instanceof OutOfMemoryError) {
            return ENOMEM;
        }
        return failure instanceof IOException inSystem ? ofMessage(inSystem) : UNKNOWN;
    }

    private static FileError ofMessage(IOException failure) {
        // A file-system exception's message begins with the path, which may say anything.
        String message =
                failure instanceof FileSystemException inFileSystem
                        ? inFileSystem.getReason()
                        : failure.getMessage();
        if (message == null) {
            return UNKNOWN;
        }
        String words = message.toLowerCase(Locale.ROOT);
        FileError match = UNKNOWN;
        int matchLength = 0;
        for (FileError error : values()) {
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
        return words.contains(muslSentence) ? muslSentence.length() : 0;
    }
}
