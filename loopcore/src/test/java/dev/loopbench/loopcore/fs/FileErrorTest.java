package dev.loopbench.loopcore.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileErrorTest {

    static Stream<Arguments> told() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("f"), FileError.ENOENT),
                Arguments.of(new AccessDeniedException("f"), FileError.EACCES),
                Arguments.of(new SecurityException("f"), FileError.EACCES),
                Arguments.of(new FileAlreadyExistsException("f"), FileError.EEXIST),
                Arguments.of(new NotDirectoryException("f"), FileError.ENOTDIR),
                Arguments.of(new FileSystemLoopException("f"), FileError.ELOOP),
                Arguments.of(new ClosedChannelException(), FileError.EBADF),
                Arguments.of(new AsynchronousCloseException(), FileError.EBADF),
                Arguments.of(new NonReadableChannelException(), FileError.EBADF),
                Arguments.of(new NonWritableChannelException(), FileError.EBADF),
                Arguments.of(new ClosedByInterruptException(), FileError.EINTR),
                Arguments.of(new IllegalArgumentException("f"), FileError.EINVAL),
                Arguments.of(new UnsupportedOperationException("f"), FileError.EINVAL),
                Arguments.of(new OutOfMemoryError(), FileError.ENOMEM),
                Arguments.of(new IOException("something new"), FileError.UNKNOWN),
                Arguments.of(new IOException(), FileError.UNKNOWN),
                Arguments.of(new FileSystemException("f"), FileError.UNKNOWN),
                Arguments.of(new ArithmeticException(), FileError.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("told")
    @Rule("F02")
    void the_class_of_the_exception_tells_the_error(Throwable failure, FileError error) {
        assertThat(FileError.of(failure)).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "Is a directory, EISDIR",
        "Not a directory, ENOTDIR",
        "File name too long, ENAMETOOLONG",
        "Filename too long, ENAMETOOLONG",
        "Too many levels of symbolic links, ELOOP",
        "Too many levels of symbolic links or unable to access attributes, ELOOP",
        "No space left on device, ENOSPC",
        "Disk quota exceeded, EDQUOT",
        "Input/output error, EIO",
        "I/O error, EIO",
        "Too many open files, EMFILE",
        "Too many open files in system, ENFILE",
        "Operation not permitted, EPERM",
        "Read-only file system, EROFS",
        "Device or resource busy, EBUSY",
    })
    @Rule("F02")
    void where_the_class_does_not_tell_the_message_does(String message, FileError error) {
        assertThat(FileError.of(new IOException(message))).isEqualTo(error);
        assertThat(FileError.of(new FileSystemException("f", null, message))).isEqualTo(error);
    }

    @Test
    void the_name_of_the_file_is_not_taken_for_the_message() {
        FileSystemException failure =
                new FileSystemException("/tmp/is a directory", null, "No space left on device");

        assertThat(FileError.of(failure)).isEqualTo(FileError.ENOSPC);
    }
}
