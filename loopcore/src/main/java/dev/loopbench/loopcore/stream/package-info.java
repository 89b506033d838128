/**
 * Node's streams: what flows from a source to a sink, no faster than the slower of the two.
 *
 * <p>Users compose: {@link dev.loopbench.loopcore.stream.Readable} over a {@link
 * dev.loopbench.loopcore.stream.Source}, {@link dev.loopbench.loopcore.stream.Writable} over a
 * {@link dev.loopbench.loopcore.stream.Sink}.
 */
@NullMarked
package dev.loopbench.loopcore.stream;

import org.jspecify.annotations.NullMarked;
