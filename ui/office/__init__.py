"""The office's window: targets, plan, people and cases of the contract, by keys."""
