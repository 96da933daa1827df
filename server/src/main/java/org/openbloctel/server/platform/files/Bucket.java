package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Requests to a bucket: each is tried three times within a bounded time. When the store did not answer, the next requests fail at once, so that
 * no thread waits for a store that is away; the thread that watches it tries again. Faults come out as those of files. Thread-safe.
 */
final class Bucket implements AutoCloseable {
    /** For how long a store that did not answer is not asked, where no thread watches it. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** For one try of a part of 16 MiB. */
    private static final Duration TRY = Duration.ofSeconds(60);

    private static final Duration ALL_TRIES = Duration.ofSeconds(90);
    private static final int TRIES = 3;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE = 416;
    private static final int TOO_MANY = 429;
    private static final int SLOW_DOWN = 503;

    private final S3Client client;
    private final String name;
    private volatile boolean away;
    private volatile long awayUntil;
    private volatile @Nullable Thread watcher;

    Bucket(BucketSettings settings) {
        this.name = settings.bucket();
        this.client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(settings.timeout()))
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                // Content is authenticated by its encryption, and not every store knows these checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .build())
                        .apiCallAttemptTimeout(TRY)
                        .apiCallTimeout(ALL_TRIES)
                        // Nothing is read from the home folder of the server's user.
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    String name() {
        return name;
    }

    /** Whether the store did not answer when it was asked last. */
    boolean isAway() {
        return away;
    }

    /** From now on only this thread asks a store that is away: all others fail at once. */
    void watchedByThisThread() {
        watcher = Thread.currentThread();
    }

    private boolean mayTry() {
        Thread one = watcher;
        return one == null ? System.nanoTime() - awayUntil >= 0 : one.equals(Thread.currentThread());
    }

    /** A request. */
    @FunctionalInterface
    interface Request<T> {
        /** Sends it. */
        T send(S3Client client);
    }

    /**
     * Sends a request.
     *
     * @param what names the request in the exception
     * @throws NoSuchFileException when there is no such object
     * @throws FileAlreadyExistsException when there is one, or it is another one than was said
     * @throws StorageException when the store does not answer or refuses
     */
    <T> T ask(String what, Request<T> request) throws IOException {
        return ask(what, request, this::gone);
    }

    /** The same for what a store may refuse although it has the files: the refusal says nothing of other requests. */
    <T> T askAside(String what, Request<T> request) throws IOException {
        return ask(what, request, StorageException::away);
    }

    private <T> T ask(String what, Request<T> request, Function<Exception, StorageException> refused)
            throws IOException {
        if (away && !mayTry()) {
            throw StorageException.away(new IOException("the store did not answer a moment ago"));
        }
        try {
            T answer = request.send(client);
            back();
            return answer;
        } catch (AbortedException e) {
            throw StorageException.away(e); // this thread was interrupted: nothing is known of the store
        } catch (S3Exception e) {
            throw fault(what, e, refused);
        } catch (SdkException e) {
            throw gone(e);
        }
    }

    private static IOException fault(String what, S3Exception e, Function<Exception, StorageException> refused) {
        return switch (e.statusCode()) {
            case NOT_FOUND -> new NoSuchFileException(what);
            case PRECONDITION_FAILED -> new FileAlreadyExistsException(what);
            case CONFLICT, RANGE, TOO_MANY, SLOW_DOWN -> StorageException.away(e); // only this request has to wait
            default -> refused.apply(e);
        };
    }

    /** What reading the body of an answer threw, or the fault of a request. */
    StorageException gone(Exception fault) {
        if (!away) {
            LOG.warn("The store of files does not answer, or refuses: {}", fault.toString());
        }
        awayUntil = System.nanoTime() + PAUSE.toNanos();
        away = true;
        return StorageException.away(fault);
    }

    private void back() {
        if (away) {
            away = false;
            LOG.info("The store of files answers again");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
