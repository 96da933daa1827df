package org.openbloctel.registry.callfiles.certificate;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * The keys that certificates are signed with: one signs, all verify. The private part is wrapped by the master key and is
 * destroyed when the next key takes over. A key's id is the thumbprint of its public part (RFC 7638). Thread-safe, and one for
 * all servers on a database: the table has at most one current key.
 */
final class SigningKeys {
    private final Database database;
    private final SigningKeyRows rows;
    private final MasterKeys master;
    private final InstantSource clock;
    private final Map<String, Published> byHeader = new ConcurrentHashMap<>();

    SigningKeys(Database database, MasterKeys master, InstantSource clock) {
        this.database = database;
        this.rows = database.rows(SigningKeyRows.class);
        this.master = master;
        this.clock = clock;
    }

    /** A public key, and since when it signs or until when it signed. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Published(String kid, byte[] publicBytes, Instant createdAt) {}

    /** The key that signs; the first one is made when there is none. */
    Jws.SigningKey current() {
        return database.inAccounts(() -> {
            Optional<Jws.SigningKey> current = read();
            if (current.isPresent()) {
                return current.get();
            }
            insert();
            return read().orElseThrow();
        });
    }

    /** Makes a new key the current one if the one that signs was made until then; returns the new one's id. */
    Optional<String> rotate(Instant madeUntil) {
        return database.inAccounts(() -> {
            // The second of two waits here, and finds that the key is retired already.
            int retired = rows.retire(madeUntil, clock.instant());
            if (retired == 0) {
                return Optional.empty();
            }
            insert();
            return Optional.of(read().orElseThrow().kid());
        });
    }

    /** All keys that ever signed, the one that signs now first, then the newest. */
    List<Published> published() {
        return rows.published();
    }

    /** The key that a header names. Public keys stay as they are, so only an unknown header asks the database. */
    Optional<Published> ofHeader(String header) {
        if (!byHeader.containsKey(header)) {
            for (Published key : published()) {
                byHeader.put(Jws.header(key.kid()), key);
                byHeader.put(Jws.header(key.kid(), CheckpointSigner.TYPE), key);
                byHeader.put(Jws.header(key.kid(), SignedArchive.TYPE), key);
            }
        }
        return Optional.ofNullable(byHeader.get(header));
    }

    private Optional<Jws.SigningKey> read() {
        return rows.current()
                .map(key -> new Jws.SigningKey(key.kid(), master.unwrap(key.privateKey(), context(key.kid()))));
    }

    private void insert() {
        KeyPair pair = Ed25519.newPair();
        byte[] publicBytes = Ed25519.publicBytes(pair.getPublic());
        String kid = thumbprint(publicBytes);
        rows.insert(kid, publicBytes, master.wrap(pair.getPrivate().getEncoded(), context(kid)), clock.instant());
    }

    static Map<String, Object> jwk(byte[] publicBytes) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("crv", "Ed25519");
        jwk.put("kty", "OKP");
        jwk.put("x", Jws.encode(publicBytes));
        return jwk;
    }

    static String thumbprint(byte[] publicBytes) {
        byte[] jwk = Json.of(jwk(publicBytes)).getBytes(StandardCharsets.UTF_8);
        return Jws.encode(Sha256.newDigest().digest(jwk));
    }

    private static String context(String kid) {
        return "certificate-key:" + kid;
    }
}
