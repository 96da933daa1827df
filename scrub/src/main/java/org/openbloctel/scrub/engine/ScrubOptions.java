package org.openbloctel.scrub.engine;

/**
 * How to scrub.
 *
 * @param threads how many threads work, at least 1
 * @param digests whether the report names the SHA-256 of the input and of the returned files
 * @param chunkBytes bytes that a thread takes at a time
 */
public record ScrubOptions(int threads, boolean digests, int chunkBytes) {
    /** Small enough that a chunk and what is made of it stay in a core's second cache. */
    public static final int CHUNK_BYTES = 256 << 10;

    /** As many threads as there are cores, digests on. */
    public static ScrubOptions standard() {
        return new ScrubOptions(Runtime.getRuntime().availableProcessors(), true, CHUNK_BYTES);
    }
}
