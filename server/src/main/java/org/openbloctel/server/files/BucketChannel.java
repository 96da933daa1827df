package org.openbloctel.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** An object that is read at any place: each reading asks the store for just these bytes. Not thread-safe. */
final class BucketChannel implements SeekableByteChannel {
    private static final int TRIES = 3;

    private final Bucket bucket;
    private final String key;
    private final HeadObjectResponse head;
    private long position;
    private boolean open = true;

    BucketChannel(Bucket bucket, String key) throws IOException {
        this.bucket = bucket;
        this.key = key;
        this.head = bucket.ask(
                key,
                client ->
                        client.headObject(object -> object.bucket(bucket.name()).key(key)));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size()) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), size() - position);
        if (wanted == 0) {
            return 0;
        }
        byte[] read = read(wanted);
        target.put(read);
        position += read.length;
        return read.length;
    }

    private byte[] read(int wanted) throws IOException {
        IOException last = new IOException("no bytes");
        for (int i = 0; i < TRIES; i++) {
            ResponseInputStream<GetObjectResponse> body = bucket.ask(
                    key,
                    client -> client.getObject(object -> object.bucket(bucket.name())
                            .key(key)
                            .ifMatch(head.eTag())
                            .range("bytes=" + position + "-" + (position + wanted - 1))));
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

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long next) {
        position = next;
        return this;
    }

    @Override
    public long size() {
        return head.contentLength();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
