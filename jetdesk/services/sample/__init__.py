"""The sample office: a believable post with invented applicants, their documents, and a selection almost done."""

from jetdesk.services.sample.applicants import generate_applicants as generate_applicants
from jetdesk.services.sample.build import SampleOffice as SampleOffice
from jetdesk.services.sample.build import build_sample as build_sample
