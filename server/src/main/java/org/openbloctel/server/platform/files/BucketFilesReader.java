package org.openbloctel.server.platform.files;

import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StoredFiles;

/** The places of a bucket for a command that only reads. Thread-safe. */
public final class BucketFilesReader implements AutoCloseable {
    private final Bucket bucket;
    private final String prefix;

    BucketFilesReader(BucketSettings settings) {
        this.bucket = new Bucket(settings);
        this.prefix = settings.prefix();
    }

    /** The files of a place. */
    public StoredFiles open(String name) {
        return new BucketFiles(bucket, BucketSettings.base(prefix, name), DiskRoom.endless(name, () -> true), null);
    }

    @Override
    public void close() {
        bucket.close();
    }
}
