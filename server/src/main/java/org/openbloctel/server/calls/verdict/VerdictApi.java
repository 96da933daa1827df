package org.openbloctel.server.calls.verdict;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.calls.verdict.AskedCall;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.server.list.lookup.KeyBinding;
import org.openbloctel.server.list.lookup.VerdictAnswer;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.openbloctel.server.platform.programs.ProgramLimits;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** May these calls be made? Numbers come from the company's one allowance. */
@RestController
final class VerdictApi {
    /** 10,000 calls of 800 bytes. */
    private static final int MAX_BYTES = 8 << 20;

    private final Verdicts verdicts;
    private final RefusalProse prose;
    private final ProgramLimits limits;
    private final SecurityNotes traces;
    private final KeyBinding binding;

    VerdictApi(Verdicts verdicts, RefusalProse prose, ProgramLimits limits, SecurityNotes traces, KeyBinding binding) {
        this.binding = binding;
        this.traces = traces;
        this.verdicts = verdicts;
        this.prose = prose;
        this.limits = limits;
    }

    @Access(key = "verdicts", bound = true)
    @PostMapping(path = "/api/v1/verdicts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> verdicts(SignedIn.Key key, HttpServletRequest request, Locale locale)
            throws IOException {
        List<AskedCall> calls = AskedCallJson.asked(ApiRequest.body(request, MAX_BYTES));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(new VerdictAnswer(prose, locale).of(judge(key, calls)));
    }

    private Judged judge(SignedIn.Key key, List<AskedCall> calls) {
        calls.stream()
                .filter(one -> one.fault() == null)
                .map(AskedCall::campaign)
                .map(Optional::ofNullable)
                .distinct()
                .forEach(campaign -> binding.require(key, campaign.orElse(null)));
        if (!key.test()) {
            // The same allowance as that of checks: a verdict tells of the list, too.
            limits.takeNumbers(key.company(), calls.size());
            traces.lookedUp(key, calls.size());
        }
        return verdicts.judge(key.company(), key.actor(), key.test(), calls);
    }
}
