package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.server.platform.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Tests with an object of its own whether a store does what files need: it grants access, honours the condition not to overwrite an object
 * (whole and in parts), reads from the middle, lists at once what was written, and deletes.
 */
final class BucketProbe {
    private static final Logger LOG = LoggerFactory.getLogger(BucketProbe.class);
    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<Integer> REFUSED = Set.of(301, 307, 400, 401, 403);

    private final Bucket bucket;
    private final String folder;

    BucketProbe(Bucket bucket, String prefix) {
        this.bucket = bucket;
        this.folder = prefix + ".probe/";
    }

    /**
     * Tries it.
     *
     * @throws SettingsException when the store refuses access, or does not do what files need
     * @throws StorageException when it does not answer
     */
    void run() throws IOException {
        String key = folder + UUID.randomUUID();
        boolean left = false;
        try {
            put(key);
            left = true;
            requireRefused(() -> put(key), "PutObject");
            requireRefused(() -> putInParts(key), "CompleteMultipartUpload");
            requireRead(key);
            delete(key);
            left = false;
        } catch (NoSuchFileException e) {
            throw new SettingsException(List.of("BT-0795: there is no bucket " + bucket.name()
                    + " in the store: make it, or correct openbloctel.files.bucket and .endpoint."));
        } catch (StorageException e) {
            int status = e.getCause() instanceof S3Exception refused ? refused.statusCode() : 0;
            if (status == NOT_IMPLEMENTED) {
                throw withoutConditions("it answers 501");
            }
            if (REFUSED.contains(status)) {
                throw new SettingsException(List.of("BT-0795: the store refuses the key for the bucket " + bucket.name()
                        + " (" + status
                        + "): correct openbloctel.files.access-key, .secret-key-file and .region,"
                        + " and let the key read, write, list and delete there."));
            }
            throw e;
        } finally {
            if (left) {
                quietly(() -> delete(key));
            }
        }
    }

    private void delete(String key) throws IOException {
        bucket.ask(
                key,
                client -> client.deleteObject(gone -> gone.bucket(bucket.name()).key(key)));
    }

    /** What is left of a trial that failed: that it failed says more than that it could not be removed. */
    private static void quietly(Write removal) {
        try {
            removal.run();
        } catch (IOException e) {
            LOG.debug("Something of the trial of the store is left", e);
        }
    }

    /** Work that ought to be refused. */
    private interface Write {
        void run() throws IOException;
    }

    private void requireRefused(Write write, String what) throws IOException {
        try {
            write.run();
        } catch (FileAlreadyExistsException e) {
            return;
        }
        throw withoutConditions(what);
    }

    private static SettingsException withoutConditions(String what) {
        return new SettingsException(List.of("BT-0794: the store ignores If-None-Match (" + what
                + "): it would write over a file that is there. Use a store that takes conditional writes, or folders"
                + " (leave openbloctel.files.bucket empty)."));
    }

    private void put(String key) throws IOException {
        bucket.ask(
                key,
                client -> client.putObject(
                        object -> object.bucket(bucket.name()).key(key).ifNoneMatch("*"),
                        RequestBody.fromBytes(CONTENT)));
    }

    private void putInParts(String key) throws IOException {
        String id = bucket.ask(
                        key,
                        client -> client.createMultipartUpload(
                                object -> object.bucket(bucket.name()).key(key)))
                .uploadId();
        try {
            String tag = bucket.ask(
                            key,
                            client -> client.uploadPart(
                                    part -> part.bucket(bucket.name())
                                            .key(key)
                                            .uploadId(id)
                                            .partNumber(1),
                                    RequestBody.fromBytes(CONTENT)))
                    .eTag();
            bucket.ask(
                    key,
                    client -> client.completeMultipartUpload(object -> object.bucket(bucket.name())
                            .key(key)
                            .uploadId(id)
                            .ifNoneMatch("*")
                            .multipartUpload(all -> all.parts(CompletedPart.builder()
                                    .partNumber(1)
                                    .eTag(tag)
                                    .build()))));
        } catch (FileAlreadyExistsException e) {
            giveUp(key, id);
            throw e;
        } catch (IOException e) {
            quietly(() -> giveUp(key, id));
            throw e;
        }
    }

    private void giveUp(String key, String id) throws IOException {
        bucket.ask(
                key,
                client -> client.abortMultipartUpload(
                        gone -> gone.bucket(bucket.name()).key(key).uploadId(id)));
    }

    /** The upload in parts was given up: a store that then loses the object of that name would lose it to the sweep, too. */
    private void requireRead(String key) throws IOException {
        byte[] middle = new byte[0];
        try {
            middle = bucket.ask(
                            key,
                            client -> client.getObjectAsBytes(object ->
                                    object.bucket(bucket.name()).key(key).range("bytes=1-2")))
                    .asByteArray();
        } catch (NoSuchFileException e) {
            // Said below.
        }
        boolean listed = bucket.ask(
                        key,
                        client -> client.listObjectsV2(
                                list -> list.bucket(bucket.name()).prefix(key)))
                .hasContents();
        if (middle.length != 2 || middle[0] != CONTENT[1] || !listed) {
            throw new SettingsException(
                    List.of("BT-0794: the store reads no ranges, does not list what was just written, or"
                            + " loses an object when an upload in parts of the same name is given up. Use another one, or folders"
                            + " (leave openbloctel.files.bucket empty)."));
        }
    }
}
