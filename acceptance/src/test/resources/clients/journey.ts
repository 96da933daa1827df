// What a developer would write with the generated TypeScript client: a whole journey, one line printed for each step. The
// arguments are the server's address, a key, the file to submit and the instant of a call.
import {
    CampaignsApi,
    CertificatesApi,
    ChecksApi,
    Configuration,
    ConsentsApi,
    ResponseError,
    SubmissionsApi,
    VerdictsApi,
    type CampaignTerms,
    type Submission,
} from './client';

// Of the runtime's own types only what is used here: no package beside the client is needed to compile this.
declare const process: { argv: string[]; exitCode?: number };
declare function require(name: 'node:fs'): { readFileSync(path: string): ArrayBuffer };

const [address, key, file, at] = process.argv.slice(2);
const configuration = new Configuration({ basePath: address, accessToken: key });
const submissions = new SubmissionsApi(configuration);
const campaigns = new CampaignsApi(configuration);
const certificates = new CertificatesApi(configuration);
const verdicts = new VerdictsApi(configuration);

function say(step: string, what: string): void {
    console.log(`${step}: ${what.trim().replace(/\r?\n/g, ' / ')}`);
}

function terms(end: string): CampaignTerms {
    return {
        name: 'Suivi',
        sector: 'other',
        exemption: { ground: 'contract', evidence: 'CRM 7' },
        startsOn: new Date('2026-11-01'),
        endsOn: new Date(end),
    };
}

async function settled(id: string): Promise<Submission> {
    const end = Date.now() + 60_000;
    let now = await submissions.submission({ id });
    while (['RECEIVED', 'CHECKING'].includes(now.state) && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        now = await submissions.submission({ id });
    }
    return now;
}

async function consent(now: Date): Promise<void> {
    const consents = new ConsentsApi(configuration);
    const answer = await consents.recordConsents({
        consents: {
            consents: [
                {
                    reference: 'r-1',
                    number: '0639980004',
                    givenAt: new Date(now.getTime() - 300_000),
                    until: new Date(now.getTime() + 300 * 86_400_000),
                    thirdParties: [],
                    goods: 'fenêtres',
                    sectors: ['other'],
                    text: 'J’accepte',
                    channel: 'web',
                    positiveAct: true,
                    withdrawalExplained: true,
                    proofOffered: true,
                    evidence: 'sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450',
                },
            ],
        },
    });
    const recorded = answer.results[0];
    const one = await consents.consent({ id: recorded.id ?? '' });
    say('consent', `${recorded.state} ${one.reference} ${one.state} [${one.sectors}]`);
}

async function journey(): Promise<void> {
    const campaign = await campaigns.declareCampaign({
        campaignTerms: terms('2026-12-31'),
        idempotencyKey: 'typescript-campaign',
    });
    say('campaign', campaign.name);
    const submitted = await submissions.submit({
        filename: file.replace(/.*\//, ''),
        body: new Blob([require('node:fs').readFileSync(file)]),
        campaign: campaign.id,
        column: ['2'],
        idempotencyKey: 'typescript-file',
    });
    say('received', submitted.file);
    const done = await settled(submitted.id);
    say('state', done.state);
    say('callable', await (await submissions.download({ id: done.id, kind: 'callable' })).text());
    say('answers', await (await submissions.download({ id: done.id, kind: 'verdicts' })).text());

    const certificate = await certificates.certificateOf({ id: done.id });
    say('certificate', `expired ${certificate.expired}`);
    const jws = await (await certificates.certificateJws({ id: done.id })).text();
    say('jws', jws === certificate.jws ? 'that of the certificate' : jws);
    say('pdf', (await (await certificates.certificatePdf({ id: done.id })).text()).slice(0, 5));

    const checks = await new ChecksApi(configuration).check({
        checkRequest: { numbers: ['06 39 98 00 01', '0639980002', '0639'] },
    });
    say('checks', `${checks.scope} ${checks.results.map((result) => result.verdict).join(' ')}`);
    const call = { number: '0639980002', at: new Date(at), campaign: campaign.id };
    say('verdict', (await verdicts.verdicts({ verdictRequest: { calls: [call] } })).results[0].verdict);
    const dialled = await verdicts.dial({ dialRequest: { number: '0639980002', campaign: campaign.id } });
    say('dial', dialled.verdict);
    await consent(new Date(at));
    try {
        await campaigns.declareCampaign({ campaignTerms: terms('2026-10-31') });
    } catch (error) {
        if (!(error instanceof ResponseError)) {
            throw error;
        }
        say('refused', `${error.response.status} ${(await error.response.json()).code}`);
    }
}

journey().catch((error) => {
    console.error(error);
    process.exitCode = 1;
});
