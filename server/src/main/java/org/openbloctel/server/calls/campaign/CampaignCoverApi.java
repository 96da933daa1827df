package org.openbloctel.server.calls.campaign;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Kept numbers of campaigns: agreed to, taken back, checked again, and what changed of them. None of it exists for a test key. */
@RestController
record CampaignCoverApi(CampaignCover cover, RateLimits limits, SealedChanges sealed, JsonMapper json) {
    private static final String ROOT = "/api/v1/campaigns/{id}";
    private static final String TABLE = "text/csv;charset=UTF-8";
    private static final int MAX = 10_000;

    /** Checks all kept numbers now. The same request again checks again: it costs nothing but our time, ten times a minute at most. */
    @Access(key = "submissions")
    @PostMapping(ROOT + "/recheck")
    Map<String, Object> recheck(SignedIn.Key key, @PathVariable("id") UUID id) {
        requireReal(key);
        limits.check(RateLimits.Shared.CAMPAIGN_RECHECKS, key.company().toString());
        return CoverView.recheck(cover.recheck(key.company(), id, key.actor()));
    }

    @Access(key = "submissions")
    @PutMapping(ROOT + "/kept-numbers")
    Map<String, @Nullable Object> keep(SignedIn.Key key, @PathVariable("id") UUID id) {
        requireReal(key);
        Cover.Keeping keeping = cover.keepNumbers(key.company(), id, key.actor());
        return CoverView.keeping(keeping);
    }

    @Access(key = "submissions")
    @DeleteMapping(ROOT + "/kept-numbers")
    ResponseEntity<Void> forget(SignedIn.Key key, @PathVariable("id") UUID id) {
        requireReal(key);
        cover.forgetNumbers(key.company(), id, key.actor());
        return ResponseEntity.noContent().build();
    }

    @Access(key = "submissions")
    @DeleteMapping(ROOT + "/files/{submission}")
    ResponseEntity<Void> leave(
            SignedIn.Key key, @PathVariable("id") UUID id, @PathVariable("submission") UUID submission) {
        requireReal(key);
        cover.leaveFile(key.company(), id, submission, key.actor());
        return ResponseEntity.noContent().build();
    }

    @Access(key = "submissions")
    @GetMapping(path = ROOT + "/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> changes(
            SignedIn.Key key,
            @PathVariable("id") UUID id,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "1000") int limit) {
        List<Cover.NumberChange> found = found(key, id, after, limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("changes", found.stream().map(CoverView::change).toList());
        answer.put("next", CoverView.next(found, after));
        Optional<ResponseEntity<byte[]>> shut =
                sealed.of(key.company(), id, "changes.json", json.writeValueAsBytes(answer));
        return shut.isPresent()
                ? shut.get()
                : ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    /** The same as a table, the delta file; its last cursor is where the next one begins. */
    @Access(key = "submissions")
    @GetMapping(path = ROOT + "/changes", produces = TABLE)
    ResponseEntity<?> table(
            SignedIn.Key key,
            @PathVariable("id") UUID id,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "1000") int limit) {
        String table = CoverView.table(found(key, id, after, limit));
        Optional<ResponseEntity<byte[]>> shut =
                sealed.of(key.company(), id, "changes.csv", table.getBytes(StandardCharsets.UTF_8));
        return shut.isPresent()
                ? shut.get()
                : ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"changes.csv\"")
                        .contentType(MediaType.parseMediaType(TABLE))
                        .body(table);
    }

    private List<Cover.NumberChange> found(SignedIn.Key key, UUID id, long after, int limit) {
        requireReal(key);
        if (after < 0 || limit < 1 || limit > MAX) {
            throw ApiRequest.unreadable(after < 0 ? "after" : "limit");
        }
        return cover.changes(key.company(), id, after, limit, key.actor());
    }

    private static void requireReal(SignedIn.Key key) {
        if (key.test()) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
    }
}
