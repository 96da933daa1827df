package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** An object that is read at any place: each reading asks the store for just these bytes. Not thread-safe. */
final class BucketChannel extends ReadOnlyChannel {
    private static final int TRIES = 3;

    private final Bucket bucket;
    private final String key;
    private final String tag;

    private BucketChannel(Bucket bucket, String key, HeadObjectResponse head) {
        super(head.contentLength());
        this.bucket = bucket;
        this.key = key;
        this.tag = head.eTag();
    }

    static BucketChannel open(Bucket bucket, String key) throws IOException {
        return new BucketChannel(
                bucket,
                key,
                bucket.ask(
                        key,
                        client -> client.headObject(
                                object -> object.bucket(bucket.name()).key(key))));
    }

    @Override
    protected int read(long from, ByteBuffer target) throws IOException {
        int wanted = (int) Math.min(target.remaining(), size() - from);
        if (wanted > 0) {
            target.put(read(from, wanted));
        }
        return wanted;
    }

    private byte[] read(long from, int wanted) throws IOException {
        IOException last = new IOException("no bytes");
        for (int i = 0; i < TRIES; i++) {
            ResponseInputStream<GetObjectResponse> body = bucket.ask(
                    key,
                    client -> client.getObject(object -> object.bucket(bucket.name())
                            .key(key)
                            .ifMatch(tag)
                            .range("bytes=" + from + "-" + (from + wanted - 1))));
            try (InputStream in = body) {
                byte[] read = in.readNBytes(wanted);
                if (read.length == wanted) {
                    return read;
                }
                last = new IOException("the connection ended before the bytes");
            } catch (IOException e) {
                last = e;
            }
        }
        throw bucket.gone(last);
    }
}
