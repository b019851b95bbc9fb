"""The signed policy of headquarters at a station: recipients, rehearsal, receipt tokens."""
