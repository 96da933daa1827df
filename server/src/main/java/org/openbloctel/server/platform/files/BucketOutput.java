package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object that is written. Its bytes are gathered in a temporary file; a large object is sent in parts of 16 MiB, so that memory and disk
 * stay flat. It becomes visible as a whole when it is closed, and only if no object has its name. After a fault of writing, closing gives
 * it up. Not thread-safe.
 */
final class BucketOutput extends OutputStream {
    /** Who wrote an object: a request whose answer was lost is sent again, and then finds the object of the first. */
    private static final String WRITER = "writer";

    private static final String TYPE = "application/octet-stream";

    private final Bucket bucket;
    private final String key;
    private final Spool spool;
    private final String writer = UUID.randomUUID().toString();
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable FileChannel spooled;
    private @Nullable String upload;
    private boolean failed;
    private boolean closed;

    BucketOutput(Bucket bucket, String key, Spool spool) {
        this.bucket = bucket;
        this.key = key;
        this.spool = spool;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
            while (left.hasRemaining()) {
                append(left);
            }
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private void append(ByteBuffer left) throws IOException {
        FileChannel file = spooled();
        if (file.position() == Spool.PART) {
            sendPart(file);
        }
        ByteBuffer now = left.slice(left.position(), (int) Math.min(left.remaining(), Spool.PART - file.position()));
        int written = file.write(now);
        left.position(left.position() + written);
    }

    private FileChannel spooled() throws IOException {
        FileChannel file = spooled;
        if (file == null) {
            file = spool.open();
            spooled = file;
        }
        return file;
    }

    private void sendPart(FileChannel file) throws IOException {
        String id = upload();
        int number = parts.size() + 1;
        String tag = bucket.ask(
                key,
                client -> client.uploadPart(
                                part -> part.bucket(bucket.name())
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number)
                                        .contentLength(size(file)),
                                body(file))
                        .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        file.truncate(0);
        file.position(0);
    }

    private String upload() throws IOException {
        String id = upload;
        if (id == null) {
            id = bucket.ask(
                    key,
                    client -> client.createMultipartUpload(object ->
                                    object.bucket(bucket.name()).key(key).metadata(Map.of(WRITER, writer)))
                            .uploadId());
            upload = id;
        }
        return id;
    }

    private static long size(FileChannel file) {
        try {
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read from its beginning as often as it is sent. */
    private static RequestBody body(FileChannel file) {
        return RequestBody.fromContentProvider(() -> new FromStart(file), size(file), TYPE);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!failed) {
                finish();
            }
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        } finally {
            if (failed) {
                giveUp();
            }
            if (spooled != null) {
                spooled.close();
            }
        }
    }

    private void finish() throws IOException {
        FileChannel file = spooled();
        try {
            if (upload == null) {
                bucket.ask(
                        key,
                        client -> client.putObject(
                                object -> object.bucket(bucket.name())
                                        .key(key)
                                        .ifNoneMatch("*")
                                        .contentLength(size(file))
                                        .metadata(Map.of(WRITER, writer)),
                                body(file)));
                return;
            }
            sendPart(file);
            String id = upload();
            bucket.ask(
                    key,
                    client -> client.completeMultipartUpload(object -> object.bucket(bucket.name())
                            .key(key)
                            .uploadId(id)
                            .ifNoneMatch("*")
                            .multipartUpload(all -> all.parts(parts))));
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            if (!isMine()) {
                throw e;
            }
        }
    }

    private boolean isMine() throws IOException {
        try {
            return writer.equals(bucket.ask(
                    key,
                    client -> client.headObject(
                                    object -> object.bucket(bucket.name()).key(key))
                            .metadata()
                            .getOrDefault(WRITER, "")));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void giveUp() {
        String id = upload;
        if (id != null) {
            try {
                bucket.ask(
                        key,
                        client -> client.abortMultipartUpload(
                                object -> object.bucket(bucket.name()).key(key).uploadId(id)));
            } catch (IOException e) {
                // The sweep finds it.
            }
        }
    }

    /** Reads a file from its beginning, and leaves the file's own position alone. */
    private static final class FromStart extends InputStream {
        private final FileChannel file;
        private long position;

        FromStart(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n = file.read(ByteBuffer.wrap(target, from, length), position);
            position += Math.max(0, n);
            return n;
        }
    }

    /**
     * Temporary files of this server for parts of encrypted files on their way to a store. A file has no name once it is open, so nothing is left
     * of it when the process ends. Thread-safe.
     */
    static final class Spool {
        /** Bytes of a part. A store takes 10,000 of them, so an object has up to 156 GiB. */
        static final int PART = 16 << 20;

        private final Path folder;
        private final DiskRoom room;

        Spool(Path folder, DiskRoom room) throws IOException {
            this.folder = folder;
            this.room = room;
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }

        /** A new file, empty. */
        FileChannel open() throws IOException {
            room.require(PART);
            Path file = Files.createTempFile(folder, "spool-", ".part");
            return FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
    }
}
