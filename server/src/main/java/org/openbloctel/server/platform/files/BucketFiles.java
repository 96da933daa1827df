package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.server.platform.files.BucketOutput.Spool;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Files as objects of a bucket, {@code PREFIX/PLACE/FOLDER/NAME}. An object appears as a whole, and never over another one. Thread-safe; a
 * store that is away makes every method throw a {@link org.openbloctel.registry.platform.filevault.StorageException}.
 */
final class BucketFiles implements StoredFiles {
    private final Bucket bucket;
    private final String base;
    private final DiskRoom room;
    private final @Nullable Spool spool;

    /**
     * Files whose names begin so.
     *
     * @param spool null where nothing is written
     */
    BucketFiles(Bucket bucket, String base, DiskRoom room, @Nullable Spool spool) {
        this.bucket = bucket;
        this.base = base;
        this.room = room;
        this.spool = spool;
    }

    @Override
    public DiskRoom room() {
        return room;
    }

    @Override
    public String place() {
        return "bucket " + bucket.name() + ", " + base;
    }

    @Override
    public boolean isThere() throws IOException {
        try {
            bucket.ask(base, client -> client.headBucket(head -> head.bucket(bucket.name())));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private String prefix(String folder) {
        return folder.equals(ROOT) ? base : base + folder + "/";
    }

    private String key(String folder, String name) {
        return prefix(folder) + name;
    }

    @Override
    public OutputStream create(String folder, String name) {
        if (spool == null) {
            throw new IllegalStateException("only read");
        }
        return new BucketOutput(bucket, key(folder, name), spool);
    }

    @Override
    public InputStream open(String folder, String name) throws IOException {
        return new BucketInput(bucket, key(folder, name));
    }

    @Override
    public SeekableByteChannel openAt(String folder, String name) throws IOException {
        return BucketChannel.open(bucket, key(folder, name));
    }

    @Override
    public boolean exists(String folder, String name) throws IOException {
        String key = key(folder, name);
        try {
            bucket.ask(
                    key,
                    client ->
                            client.headObject(head -> head.bucket(bucket.name()).key(key)));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void delete(String folder, String name) throws IOException {
        String key = key(folder, name);
        try {
            bucket.ask(
                    key,
                    client -> client.deleteObject(
                            gone -> gone.bucket(bucket.name()).key(key)));
        } catch (NoSuchFileException e) {
            // It is gone.
        }
    }

    /** A folder is there as long as an object is in it. */
    @Override
    public void deleteFolder(String folder) {}

    @Override
    public void each(String folder, Consumer<Stored> found) throws IOException {
        String prefix = prefix(folder);
        pages(
                prefix,
                true,
                object -> found.accept(new Stored(object.key().substring(prefix.length()), object.lastModified())));
    }

    @Override
    public List<Folder> unchangedSince(Instant limit) throws IOException {
        Folders folders = new Folders(limit);
        pages(base, false, object -> folders.add(object.key().substring(base.length()), object.lastModified()));
        return folders.end();
    }

    /** Objects come in the order of their names, so those of one folder come together. */
    private static final class Folders {
        private final Instant limit;
        private final List<Folder> found = new ArrayList<>();
        private String folder = ROOT;
        private List<String> names = new ArrayList<>();
        private boolean young;

        Folders(Instant limit) {
            this.limit = limit;
        }

        void add(String path, Instant changed) {
            int slash = path.indexOf('/');
            String next = slash < 0 ? ROOT : path.substring(0, slash);
            if (!next.equals(folder)) {
                end();
                folder = next;
            }
            names.add(path.substring(slash + 1));
            young |= !changed.isBefore(limit);
        }

        List<Folder> end() {
            if (!folder.equals(ROOT) && !young) {
                found.add(new Folder(folder, names));
            }
            names = new ArrayList<>();
            young = false;
            return found;
        }
    }

    private void pages(String prefix, boolean flat, Consumer<S3Object> each) throws IOException {
        String next = null;
        do {
            String from = next;
            ListObjectsV2Response page = bucket.ask(
                    prefix,
                    client -> client.listObjectsV2(list -> {
                        list.bucket(bucket.name()).prefix(prefix).continuationToken(from);
                        if (flat) {
                            list.delimiter("/");
                        }
                    }));
            page.contents().forEach(each);
            next = more(page.isTruncated(), page.nextContinuationToken());
        } while (next != null);
    }

    private static @Nullable String more(@Nullable Boolean truncated, @Nullable String token) {
        return Boolean.TRUE.equals(truncated) ? token : null;
    }

    @Override
    public int forgetUnfinished(Instant before) throws IOException {
        ListMultipartUploadsResponse begun = bucket.askAside(
                base,
                client -> client.listMultipartUploads(
                        list -> list.bucket(bucket.name()).prefix(base)));
        int forgotten = 0;
        for (MultipartUpload upload : begun.uploads()) {
            if (upload.initiated().isBefore(before)) {
                forget(upload);
                forgotten++;
            }
        }
        return forgotten;
    }

    private void forget(MultipartUpload upload) throws IOException {
        try {
            bucket.askAside(
                    upload.key(),
                    client -> client.abortMultipartUpload(
                            gone -> gone.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId())));
        } catch (NoSuchFileException e) {
            // It was finished or given up meanwhile.
        }
    }

    @Override
    public boolean takesFiles() {
        String probe = ".probe-" + UUID.randomUUID();
        try {
            create(ROOT, probe).close();
            delete(ROOT, probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
