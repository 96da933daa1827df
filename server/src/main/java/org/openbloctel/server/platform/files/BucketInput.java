package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.io.InputStream;
import org.openbloctel.registry.platform.filevault.StorageException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object that is read from its beginning. A connection that is cut, or that ends before the object does, is opened anew at the same place,
 * three times in a row at most. Not thread-safe.
 */
final class BucketInput extends InputStream {
    private static final int TRIES = 3;

    private final Bucket bucket;
    private final String key;
    private final String tag;
    private final long length;
    private ResponseInputStream<GetObjectResponse> body;
    private long position;
    private int tries;

    BucketInput(Bucket bucket, String key) throws IOException {
        this.bucket = bucket;
        this.key = key;
        this.body = bucket.ask(
                key,
                client ->
                        client.getObject(object -> object.bucket(bucket.name()).key(key)));
        this.tag = body.response().eTag();
        this.length = body.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        while (position < length) {
            try {
                int n = body.read(target, from, wanted);
                if (n > 0) {
                    position += n;
                    tries = 0;
                    return n;
                }
                again(new IOException("the connection ended before the object"));
            } catch (StorageException e) {
                throw e;
            } catch (IOException | SdkException e) {
                again(e);
            }
        }
        return -1;
    }

    private void again(Exception fault) throws IOException {
        body.abort();
        tries++;
        if (tries > TRIES) {
            throw bucket.gone(fault);
        }
        body = bucket.ask(
                key,
                client -> client.getObject(object ->
                        object.bucket(bucket.name()).key(key).ifMatch(tag).range("bytes=" + position + "-")));
    }

    /** Without reading the rest. */
    @Override
    public void close() {
        body.abort();
    }
}
