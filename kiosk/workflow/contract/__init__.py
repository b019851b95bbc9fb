"""The office at work: plan, people and cases of the contract, kept in its book."""
