package org.openbloctel.registry.callfiles.certificate;

import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.PublishedSize;
import org.openbloctel.registry.platform.refusal.CertificateRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.ScrubReport;

/**
 * Issues certificates, finds them again, and says whether one that is shown is authentic. A certificate outlives the files and
 * the submission it speaks of, by {@link #KEPT_YEARS} years. What the database holds is never believed without its signature.
 * Thread-safe; several servers share the keys.
 */
public final class Certificates {
    /** How long a certificate is kept after it expired: as long as a claim about a call may be brought (Code civil, 2224). */
    public static final int KEPT_YEARS = 5;

    private final Database database;
    private final CertificateRows rows;
    private final SigningKeys keys;
    private final ListMarks marks;
    private final PublishedSize size;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Issuer issuer;

    /** Over a database, with signing keys kept by these master keys. */
    public Certificates(Database database, MasterKeys master, AuditTrail audit, InstantSource clock, Issuer issuer) {
        this.database = database;
        this.rows = database.rows(CertificateRows.class);
        this.keys = new SigningKeys(database, master, clock);
        this.marks = new ListMarks(database, master);
        this.size = new PublishedSize(database, clock);
        this.audit = audit;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** A list as reports and certificates name it: by a mark in place of its content digest, and with the size that is published. */
    public ScrubReport.ListUsed published(ScrubReport.ListUsed exact) {
        return new ScrubReport.ListUsed(
                exact.revision(),
                size.get().orElse(ScrubReport.ListUsed.NOT_STATED),
                marks.mark(exact.revision(), exact.digest()),
                exact.time());
    }

    /**
     * Issues the certificate of a submission, in the transaction that is open. A second call for the same submission changes
     * nothing and returns the first one's: a job that runs twice certifies once.
     */
    public Issued issue(CertificateRequest request) {
        Content.check(request);
        return database.inAccounts(() -> {
            Optional<Issued> before = ofSubmission(request.submission());
            return before.orElseGet(() -> insert(request));
        });
    }

    private Issued insert(CertificateRequest request) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID id = UUID.randomUUID();
        Jws.SigningKey key = keys.current();
        String jws = Jws.signed(key, Content.json(id, issuer, at, request, audit.head()));
        Instant expiresAt = LegalCalendar.startOf(Content.lastDay(at).plusDays(1));
        rows.insert(id, request.submission(), key.kid(), at, expiresAt, jws, marks.seal(id, request.list()));
        return ofSubmission(request.submission()).orElseThrow();
    }

    /** The certificate of this id; refused with BT-0501 when none was issued or its record was altered. */
    public Issued find(UUID id) {
        return sound(rows.find(id))
                .orElseThrow(() -> new RefusedException(new CertificateRefusal.UnknownCertificate()));
    }

    /** The certificate of a submission, which may be purged; empty when it has none yet. */
    public Optional<Issued> ofSubmission(UUID submission) {
        return sound(rows.ofSubmission(submission));
    }

    /** What is to be said of a certificate in its signed form, or of the API's answer that holds it; blanks and line breaks do not count. */
    public Verification verify(String shown) {
        Optional<String> signed = Jws.in(shown);
        if (signed.isEmpty()) {
            return new Verification.Unreadable();
        }
        String jws = signed.get();
        if (!authentic(jws)) {
            return new Verification.NotOurs();
        }
        return sound(rows.signed(jws))
                .<Verification>map(Verification.Authentic::new)
                .orElseGet(Verification.Forgotten::new);
    }

    boolean authentic(String jws) {
        return Jws.headerOf(jws)
                .flatMap(keys::ofHeader)
                .filter(key -> Jws.verifies(jws, key.kid(), key.publicBytes()))
                .isPresent();
    }

    /** Signs checkpoints of the audit trail by the key that signs certificates; as another type, so that neither passes for the other. */
    public Checkpoints.Signer checkpointSigner() {
        return new CheckpointSigner(keys, rows);
    }

    /**
     * Begins an archive with a signed manifest.
     *
     * @param about fields of the manifest beside its own: what the archive is, and of whom
     */
    public SignedArchive archive(OutputStream out, Map<String, ?> about) {
        return new SignedArchive(out, keys.current(), issuer, clock.instant().truncatedTo(ChronoUnit.SECONDS), about);
    }

    /** The manifest that a signed form holds, as JSON; empty for anything else than a manifest signed here. */
    public Optional<String> manifest(String shown) {
        return Jws.in(shown)
                .filter(jws -> Jws.headerOf(jws)
                        .flatMap(keys::ofHeader)
                        .filter(key -> Jws.verifies(jws, key.kid(), SignedArchive.TYPE, key.publicBytes()))
                        .isPresent())
                .map(Jws::contentOf);
    }

    /** The public keys, old ones too, as a JWK Set (RFC 7517), the one that signs first. */
    public String jwks() {
        keys.current();
        List<Map<String, Object>> all = new ArrayList<>();
        for (SigningKeys.Published key : keys.published()) {
            Map<String, Object> jwk = new LinkedHashMap<>();
            jwk.put("kid", key.kid());
            jwk.putAll(SigningKeys.jwk(key.publicBytes()));
            jwk.put("use", "sig");
            jwk.put("alg", "EdDSA");
            all.add(jwk);
        }
        return Json.of(Map.of("keys", all));
    }

    /**
     * Makes a new key that signs from now on, if the one that signs is this many days old; what older keys signed still verifies.
     * Of several who ask at once one makes it. Whether this call did.
     */
    public boolean rotateIfOlderThan(int days, String actor) {
        return database.inAccounts(() -> {
            Optional<String> kid = keys.rotate(clock.instant().minus(days, ChronoUnit.DAYS));
            kid.ifPresent(made -> audit.record(
                    new AuditEntry(actor, "certificate.key-rotated", "certificate-key:" + made, Map.of())));
            return kid.isPresent();
        });
    }

    /** Forgets certificates whose time is over; returns how many. */
    public int purge() {
        return rows.purge(clock.instant()
                .atZone(LegalCalendar.ZONE)
                .minusYears(KEPT_YEARS)
                .toInstant());
    }

    private Optional<Issued> sound(Optional<Issued> found) {
        return found.filter(issued -> authentic(issued.jws()) && agree(issued));
    }

    /** Whether the row says what was signed. A quote inside a text is written with a backslash, so nothing can look like these. */
    static boolean agree(Issued found) {
        String json = found.json();
        return json.contains("\"id\":\"" + found.id() + "\"")
                && json.contains("\"submission\":\"" + found.submission() + "\"")
                && json.contains("\"issuedAt\":\"" + found.issuedAt() + "\"")
                && json.contains("\"expiresAt\":\"" + found.expiresAt() + "\"");
    }

    /**
     * A certificate as it was issued; its signature has been verified.
     *
     * @param id its id
     * @param submission the submission it speaks of, which may be purged
     * @param issuedAt when
     * @param expiresAt the first instant at which its check is no longer good for a call
     * @param jws its signed form, compact
     */
    public record Issued(UUID id, UUID submission, Instant issuedAt, Instant expiresAt, String jws) {
        /** What it says, as JSON: docs/formats/certificate.md. */
        public String json() {
            return Jws.contentOf(jws);
        }

        /** Whether the check it speaks of was too old for a call at an instant. */
        public boolean expired(Instant at) {
            return !at.isBefore(expiresAt);
        }
    }

    /** What is found about a certificate that is shown. */
    public sealed interface Verification {
        /** Issued here and unaltered. Whether it is still good for a call is another question: {@link Issued#expired}. */
        record Authentic(Issued issued) implements Verification {}

        /** Signed by a key of this service, yet not in its records: deleted after its time, or lost. */
        record Forgotten() implements Verification {}

        /** Altered, or of another service. */
        record NotOurs() implements Verification {}

        /** No certificate in its signed form, or only a part of one: nothing can be said of it. */
        record Unreadable() implements Verification {}
    }
}
