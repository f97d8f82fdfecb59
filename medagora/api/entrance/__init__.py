"""What every request passes: who asks, how often, what is wrong, what comes next."""
